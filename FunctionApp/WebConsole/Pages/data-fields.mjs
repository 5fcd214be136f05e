import { PART_BYTES } from "./jsonl.mjs";

/** As many faults are shown at a time, and as many are looked for in a large file. */
export const SHOWN = 50;

/**
 * The data as `train` takes them: in the request itself, or uploaded in parts as datasets if the files together are large.
 * Faults of a part do not keep the others from being checked; they are thrown together.
 * @param files pairs of a file and what the names of its fields begin with
 */
export async function dataFields(app, files, method, progress) {
  const [fields, faults] = [{}, []];
  const areSmall = files.reduce((sum, [{ file }]) => sum + file.size, 0) <= PART_BYTES;
  for (const [file, prefix] of files) {
    if (!file.parts) await file.index((done) => progress("data.reading", done));
    if (areSmall || !file.parts.length) fields[`${prefix}jsonl`] = file.parts.length ? await file.text(0) : "";
    else fields[`${prefix}dataset_id`] = await upload(app, file, method, faults, progress);
  }
  if (faults.length > 0) throw Object.assign(new Error(), { errors: faults });
  return fields;
}

async function upload(app, file, method, faults, progress) {
  for (let part = 0; part < file.parts.length && faults.length < SHOWN; part++) {
    progress("data.uploading", part / file.parts.length);
    if (file.stored.has(part)) continue;
    try {
      const answer = await app.send("add_examples", { ...(file.dataset && { dataset_id: file.dataset }), part: part + 1, method, jsonl: await file.text(part) });
      file.dataset = answer.dataset_id;
      file.stored.add(part);
    } catch (error) {
      if (!error.errors) throw error;
      faults.push(...error.errors.map((fault) => ({ ...fault, source: file })));
    }
  }
  return file.dataset;
}
