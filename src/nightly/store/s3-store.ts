/** A store in a bucket that speaks S3: the one door to its client. */
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { S3Client } from "@aws-sdk/client-s3";
import { OutputError, outputErrorOf } from "../output/output-error.ts";
import type { ArtefactStore } from "./artefact-store.ts";
import { recordName, sealedRecord, unsealedRecord } from "./sealed-record.ts";

/** A bucket, and where in it. */
export interface S3Place {
  readonly bucket: string;
  /** before all names, without slashes at its ends; empty for none */
  readonly prefix: string;
}

/** Reads `s3://bucket/prefix`; undefined when it is no such address. */
export const readS3Address = (text: string): S3Place | undefined => {
  const [, bucket, prefix = ""] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text) ?? [];
  return bucket === undefined ? undefined : { bucket, prefix: prefix.replace(/^\/+|\/+$/g, "") };
};

/** Tries of one request; the client waits longer after each. */
const TRIES = 5;

/**
 * Opens it; the client is loaded when something is asked. Region, credentials and endpoint (`AWS_ENDPOINT_URL_S3`) come from the
 * variables that the client knows. An object is there whole or not at all, and its bytes are held against its name when they are read.
 */
export const s3Store = (place: S3Place): ArtefactStore => {
  const bucket = openBucket(place);
  const object = (sha256: string): string => `objects/${sha256.slice(0, 2)}/${sha256}`;
  const record = (key: string): string => {
    const name = recordName(key);
    return `records/${name.slice(0, 2)}/${name}.json`;
  };
  const store: ArtefactStore = {
    put: async (content) => {
      const sha256 = createHash("sha256").update(content).digest("hex");
      if ((await bucket.size(object(sha256))) !== content.length) await bucket.put(object(sha256), content);
      return sha256;
    },
    get: async (sha256) => {
      const content = await bucket.get(object(sha256));
      if (content === undefined || createHash("sha256").update(content).digest("hex") === sha256) return content;
      // whoever asks makes it again, and `put` is not to take the damaged one for it
      await store.drop(sha256);
      return undefined;
    },
    asFile: async (sha256, use) => {
      const content = await store.get(sha256);
      if (!content) return false;
      await inFile(content, use);
      return true;
    },
    has: async (sha256) => (await bucket.size(object(sha256))) !== undefined,
    putRecord: (key, value) => bucket.put(record(key), sealedRecord(key, value)),
    getRecord: async (key) => unsealedRecord(key, Buffer.from((await bucket.get(record(key))) ?? []).toString("utf8")),
    dropRecord: (key) => bucket.drop(record(key)),
    drop: (sha256) => bucket.drop(object(sha256)),
    purge: (isOut) => purge(bucket, isOut),
  };
  return store;
};

const purge = async (bucket: Bucket, isOut: (record: string) => boolean): Promise<void> => {
  const named = new Set<string>();
  for (const name of await bucket.list("records/")) {
    const text = Buffer.from((await bucket.get(name)) ?? []).toString("utf8");
    if (isOut(text)) await bucket.drop(name);
    else for (const [hash] of text.matchAll(/\b[0-9a-f]{64}\b/g)) named.add(hash);
  }
  for (const name of await bucket.list("objects/")) if (!named.has(name.slice(-64))) await bucket.drop(name);
};

const inFile = async (content: Uint8Array, use: (path: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-object-")).catch((fault: unknown) => {
    throw outputErrorOf(fault, tmpdir());
  });
  try {
    const path = join(folder, "object");
    await writeFile(path, content).catch((fault: unknown) => {
      throw outputErrorOf(fault, tmpdir());
    });
    await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** What is asked of a bucket. Rejects with an `OutputError` when it cannot be had; what is not there is undefined. */
interface Bucket {
  size(name: string): Promise<number | undefined>;
  get(name: string): Promise<Uint8Array | undefined>;
  put(name: string, content: Uint8Array): Promise<void>;
  drop(name: string): Promise<void>;
  /** names of all objects that begin with `start` */
  list(start: string): Promise<readonly string[]>;
}

const openBucket = ({ bucket, prefix }: S3Place): Bucket => {
  const shown = `s3://${bucket}${prefix === "" ? "" : `/${prefix}`}`;
  const at = (name: string) => ({ Bucket: bucket, Key: prefix === "" ? name : `${prefix}/${name}` });
  const ask = async <T>(what: (sdk: Sdk, client: S3Client) => Promise<T>): Promise<T | undefined> => {
    try {
      const { sdk, client } = await opened();
      return await what(sdk, client);
    } catch (fault) {
      if (isMissing(fault)) return undefined;
      throw storeFault(fault, shown);
    }
  };
  return {
    size: (name) =>
      ask(async (sdk, client) => (await client.send(new sdk.HeadObjectCommand(at(name)))).ContentLength ?? 0),
    get: (name) =>
      ask(async (sdk, client) => {
        const { Body } = await client.send(new sdk.GetObjectCommand(at(name)));
        return Body?.transformToByteArray();
      }),
    put: async (name, content) => {
      const put = { ...at(name), Body: content, ContentLength: content.length };
      const isPut = await ask(async (sdk, client) => (await client.send(new sdk.PutObjectCommand(put))) !== undefined);
      if (!isPut) throw storeFault(Object.assign(new Error(), { name: "NoSuchBucket" }), shown);
    },
    drop: async (name) => {
      await ask(async (sdk, client) => client.send(new sdk.DeleteObjectCommand(at(name))));
    },
    list: async (start) => {
      const { Bucket, Key } = at(start);
      const listed = await ask(async (sdk, client) => {
        const names: string[] = [];
        for await (const { Contents = [] } of sdk.paginateListObjectsV2({ client }, { Bucket, Prefix: Key }))
          names.push(...Contents.flatMap((each) => (each.Key === undefined ? [] : [each.Key])));
        return names;
      });
      return (listed ?? []).map((name) => name.slice(Key.length - start.length));
    },
  };
};

type Sdk = typeof import("@aws-sdk/client-s3");

interface Opened {
  readonly sdk: Sdk;
  readonly client: S3Client;
}

/** One client for a thread: it keeps its connections. */
const opened = (): Promise<Opened> => (client ??= open());

let client: Promise<Opened> | undefined;

const open = async (): Promise<Opened> => {
  const { env } = process;
  // which versions of Node its next releases want is no news for the night
  env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  const sdk = await import("@aws-sdk/client-s3");
  const endpoint = env["AWS_ENDPOINT_URL_S3"] || env["AWS_ENDPOINT_URL"];
  return {
    sdk,
    client: new sdk.S3Client({
      maxAttempts: TRIES,
      // servers that are not Amazon's know buckets as folders, any region, and no checksums behind the body
      ...(endpoint && { endpoint, forcePathStyle: true, region: env["AWS_REGION"] || "us-east-1" }),
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
    }),
  };
};

interface S3Fault {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const isMissing = (fault: unknown): boolean => {
  const { name, $metadata } = fault as S3Fault;
  // a question for the size has no body that would say what is missing
  return name === "NoSuchKey" || name === "NotFound" || ($metadata?.httpStatusCode === 404 && name !== "NoSuchBucket");
};

const storeFault = (fault: unknown, shown: string): unknown => {
  if (!(fault instanceof Error) || fault instanceof OutputError) return fault;
  const { name = "", code = "", message = "", $metadata } = fault as S3Fault;
  const said = `${name} ${code} ${$metadata?.httpStatusCode ?? ""}`;
  const found = REASONS.find(([pattern]) => pattern.test(said)) ?? REASONS.find(([pattern]) => pattern.test(message));
  const [, why, hint] = found ?? [
    undefined,
    `${name || code}: ${message.split("\n")[0]}`,
    "see what the server of the store complains about",
  ];
  return new OutputError([
    { code: "nightly/store", severity: "error", message: `the store \`${shown}\` cannot be had: ${why}`, hint },
  ]);
};

const REASONS: readonly (readonly [RegExp, why: string, hint: string])[] = [
  [/NoSuchBucket/, "there is no such bucket", "make the bucket, or mend the address of `--store`"],
  [
    /CredentialsProviderError|InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken/,
    "there are no credentials that it knows",
    "set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or a profile",
  ],
  [/AccessDenied|Forbidden|\b403\b/, "it does not let us in", "let the user read, write and delete in the bucket"],
  [/Region is missing/, "there is no region", "set `AWS_REGION`, or `AWS_ENDPOINT_URL_S3` for another server"],
  [
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ECONNRESET|TimeoutError/,
    "it cannot be reached",
    "see whether the server runs, and mend `AWS_ENDPOINT_URL_S3`",
  ],
  [/SlowDown|ServiceUnavailable|InternalError|\b50\d\b/, "the server fails", "wait, and run again"],
];
