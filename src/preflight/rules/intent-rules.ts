/** Rules about the output intent: which printing the file was made for. */
import { BOTH, type Rule } from "./rule.ts";

export const INTENT_RULES: readonly Rule[] = [
  {
    id: "intent/one",
    source: "ISO 15930, PRINT §1 #9",
    zh: "输出意图不是恰好一个",
    looksAt: "`Root/OutputIntents`: one dictionary with `S /GTS_PDFX`",
    hint: "export with the printer's output condition",
    severity: BOTH,
    check: ({ intents }, say) => {
      if (intents.length === 0) say({ message: "the file has no output intent of PDF/X" });
      if (intents.length > 1) say({ message: `the file has ${intents.length} output intents of PDF/X, not one` });
    },
  },
  {
    id: "intent/identifier",
    source: "ISO 15930, PRINT §1 #10",
    zh: "输出意图缺少 OutputConditionIdentifier",
    looksAt: "`OutputConditionIdentifier` of the intent: a string with text",
    hint: "name the printing condition, as in `IFRA26`",
    severity: BOTH,
    check: ({ intents: [intent] }, say) => {
      if (intent && !intent.dict.string("OutputConditionIdentifier")?.text.trim())
        say({ message: "the output intent does not name its printing condition" });
    },
  },
  {
    id: "intent/profile",
    source: "ISO 15930, PRINT §1 #11",
    zh: "输出意图没有特性文件",
    looksAt: "`DestOutputProfile`; PDF/X-1a may name a registry in its place",
    hint: "embed the printer's profile",
    severity: BOTH,
    check: ({ intents: [intent] }, say, base) => {
      const registered = base === "pdfx1a" && Boolean(intent?.dict.string("RegistryName")?.text.trim());
      if (intent && !intent.profile && !registered) say({ message: "the output intent has no profile embedded" });
    },
  },
  {
    id: "intent/info",
    source: "ISO 15930, PRINT §1 #12",
    zh: "输出意图缺少 Info",
    looksAt: "`Info` of the intent: a string with text",
    hint: "describe the printing condition in `Info`",
    severity: BOTH,
    check: ({ intents: [intent] }, say) => {
      if (intent && !intent.dict.string("Info")?.text.trim()) say({ message: "the output intent has no `Info`" });
    },
  },
  {
    id: "intent/profile-class",
    source: "ISO 15930, ICC.1, PRINT §1 #13",
    zh: "输出特性文件不是印刷设备的",
    looksAt: "the profile's header: `acsp`, class `prtr`, size, tables A2B0 and B2A0, and `N` of its stream",
    hint: "embed a printer profile, whole",
    severity: BOTH,
    check: ({ intents: [intent] }, say) => {
      if (!intent?.profile) return;
      const { bytes, object, components } = intent.profile;
      const fault = profileFault(bytes, components);
      if (fault) say({ message: `the output profile ${fault}`, object });
    },
  },
  {
    id: "intent/cmyk",
    source: "GWG 2022 R0035, PRINT §1 #13",
    zh: "输出特性文件不是 CMYK",
    looksAt: "the profile's colour space: CMYK (grey too for PDF/X-1a)",
    hint: "embed the newspaper's CMYK profile",
    severity: { pdfx1a: "error", newspaper: "error", "newspaper-ad": "error" },
    check: ({ intents: [intent] }, say, base) => {
      const bytes = intent?.profile?.bytes;
      if (!bytes || bytes.length < 128) return;
      const space = tagAt(bytes, 16);
      if (space !== "CMYK" && !(base === "pdfx1a" && space === "GRAY"))
        say({ message: `the output profile is for \`${space.trim()}\`, not CMYK`, object: intent.profile?.object });
    },
  },
];

const tagAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

const COMPONENTS: Readonly<Record<string, number>> = { CMYK: 4, "RGB ": 3, GRAY: 1 };

const profileFault = (bytes: Uint8Array, components: number | undefined): string | undefined => {
  if (bytes.length < 132 || tagAt(bytes, 36) !== "acsp") return "is no ICC profile";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (tagAt(bytes, 12) !== "prtr") return `is of class \`${tagAt(bytes, 12)}\`, not \`prtr\``;
  if (view.getUint32(0) !== bytes.length) return `says ${view.getUint32(0)} bytes and has ${bytes.length}`;
  const expected = COMPONENTS[tagAt(bytes, 16)];
  if (expected !== components)
    return `has ${expected ?? "other"} components, and its stream says \`N ${components ?? "nothing"}\``;
  const count = Math.min(view.getUint32(128), (bytes.length - 132) / 12);
  const tags = Array.from({ length: count }, (_, n) => tagAt(bytes, 132 + n * 12));
  const missing = ["A2B0", "B2A0"].filter((tag) => !tags.includes(tag));
  return missing.length > 0 && expected !== 1 ? `has no table \`${missing.join("` and `")}\`` : undefined;
};
