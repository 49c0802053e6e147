/** Certificates of an authority that nobody else knows, made by openssl. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether openssl is on this machine. */
export const hasOpenssl = spawnSync("openssl", ["version"], { stdio: "ignore" }).error === undefined;

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

/** An authority, and what it has signed. */
export class TestAuthority {
  readonly #folder = mkdtempSync(join(tmpdir(), "broadsheet-authority-"));
  /** file of its own certificate */
  readonly file = join(this.#folder, "authority.pem");

  constructor() {
    const key = join(this.#folder, "authority.key");
    this.#openssl(["req", "-x509", ...KEY, "-keyout", key, "-out", this.file, "-subj", "/CN=Paper"]);
  }

  /** A certificate for these names, `DNS:localhost` or `IP:127.0.0.1`, good for so many days. */
  sign(name: string, names: string, days = 30): { readonly cert: string; readonly key: string } {
    const [key, request, cert, more] = ["key", "csr", "pem", "cnf"].map((end) => join(this.#folder, `${name}.${end}`));
    this.#openssl(["req", ...KEY, "-keyout", key!, "-out", request!, "-subj", `/CN=${name}`]);
    writeFileSync(more!, `subjectAltName=${names}\n`);
    const by = ["-CA", this.file, "-CAkey", join(this.#folder, "authority.key"), "-CAcreateserial"];
    this.#openssl(["x509", "-req", "-in", request!, ...by, "-days", String(days), "-out", cert!, "-extfile", more!]);
    return { cert: cert!, key: key! };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #openssl(args: readonly string[]): void {
    execFileSync("openssl", args, { stdio: "ignore" });
  }
}
