/** An address `sftp://user@host:port/folder` in its parts. */

/** Where on a server files go, and who brings them. */
export interface SftpAddress {
  readonly user: string;
  /** name or number, IPv6 without its brackets */
  readonly host: string;
  /** 22 unless the address says another */
  readonly port: number;
  /** absolute, or counted from the user's home; never with a slash at its end, but for the root */
  readonly folder: string;
}

/** The parts of an address that has been checked: `/in` is that very folder, `/~/in` one in the user's home. */
export const sftpAddress = (address: string): SftpAddress => {
  const [, user, host, port, path] = FORM.exec(address) ?? [];
  const folder = decoded(path ?? "").replace(/(?<=.)\/+$/, "");
  return {
    user: decoded(user ?? ""),
    host: (host ?? "").replace(/^\[|\]$/g, ""),
    port: port === undefined ? 22 : Number(port),
    folder: folder.replace(/^\/~(\/|$)/, "") || (folder.startsWith("/~") ? "." : "/"),
  };
};

const FORM = /^sftp:\/\/([^\s@/:]+)@(\[[0-9a-f:.]+\]|[^\s@/:]+)(?::(\d{1,5}))?(\/\S*)$/i;

/** A per cent sign that begins no escape stands for itself. */
const decoded = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    const bytes = Buffer.from(escapes.replaceAll("%", ""), "hex");
    const plain = bytes.toString("utf8");
    return plain.includes("\ufffd") ? escapes : plain;
  });
