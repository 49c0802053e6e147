/** A page that was asked for and is in no list of the copy at hand; another copy may have it. */
import { UsageError } from "./usage-error.ts";

/** Passed over where several copies are gone over, unless none has it. */
export class NoSuchPage extends UsageError {}
