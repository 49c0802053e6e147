/** A server that speaks S3, in this process on loopback; its bucket goes with it. */
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface S3rver {
  run(): Promise<AddressInfo>;
  close(): Promise<void>;
}

const S3rver = createRequire(import.meta.url)("s3rver") as new (how: object) => S3rver;

/** A server with one bucket. */
export class S3Server {
  readonly folder: string;
  /** what a process needs to reach it */
  readonly env: Readonly<Record<string, string>>;
  readonly #server: S3rver;

  private constructor(server: S3rver, port: number, folder: string) {
    this.#server = server;
    this.folder = folder;
    this.env = {
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
      AWS_REGION: "us-east-1",
      // the pair that this server knows
      AWS_ACCESS_KEY_ID: "S3RVER",
      AWS_SECRET_ACCESS_KEY: "S3RVER",
    };
  }

  /** Starts one with a bucket `night`. */
  static async start(): Promise<S3Server> {
    const folder = mkdtempSync(join(tmpdir(), "broadsheet-s3-"));
    const configureBuckets = [{ name: "night" }];
    const server = new S3rver({ address: "127.0.0.1", port: 0, silent: true, directory: folder, configureBuckets });
    const { port } = await server.run();
    return new S3Server(server, port, folder);
  }

  async remove(): Promise<void> {
    await this.#server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
