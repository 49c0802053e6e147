/** What the runs of a pool have shipped: once for each place, and once more when it is gone. */
import type { JobPlace } from "../run/job-place.ts";
import type { FileTrace } from "../run/recorded-reads.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import { shipInputs } from "./ship-inputs.ts";
import { homeOf } from "./store-home.ts";

/** Files of an edition on their way to workers, or there. */
export interface Shipment {
  /** the place as workers are given it, and the mark of its store; undefined when the store cannot be had */
  readonly there: Promise<{ readonly place: JobPlace; readonly home: string } | undefined>;
}

/** Such shipments. */
export interface Shipments {
  /** The files of this place are those. */
  begin(place: JobPlace, reads: readonly FileTrace[]): void;
  /** The shipment for a place; another one than `gone`, of which the store no longer has everything. */
  of(place: JobPlace, gone?: Shipment): Shipment;
}

/** Opens them; nothing is put into the store before a shipment is asked for. */
export const openShipments = (store: ArtefactStore): Shipments => {
  const files = new WeakMap<JobPlace, readonly FileTrace[]>();
  const latest = new WeakMap<JobPlace, Shipment>();
  const carry = async (place: JobPlace) => {
    const reads = files.get(place);
    const inputs = reads && (await shipInputs(reads, { folder: place.folder, store }));
    return { place: { ...place, ...(inputs !== undefined && { inputs }) }, home: await homeOf(store) };
  };
  const anew = (place: JobPlace): Shipment => {
    const shipment: Shipment = {
      there: carry(place).catch(() => {
        // the store may be back for the next task
        if (latest.get(place) === shipment) latest.delete(place);
        return undefined;
      }),
    };
    latest.set(place, shipment);
    return shipment;
  };
  return {
    begin: (place, reads) => void files.set(place, reads),
    of: (place, gone) => {
      const shipment = latest.get(place);
      return shipment && shipment !== gone ? shipment : anew(place);
    },
  };
};
