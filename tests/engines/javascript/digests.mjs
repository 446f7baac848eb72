// Plays each run of a job in each of its sources and prints the digests of the records, as runs/trajectory.py's
// record_digest has them.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const job = JSON.parse(readFileSync(0, "utf8"));

function digestOf(record) {
  const digest = createHash("sha256");
  for (const [name, type, axes, modular] of job.fields) {
    const array = record[name];
    if (modular && array.every((number) => number === 0)) {
      continue;
    }
    const lengths = Array.from(axes, (axis) => record[axis]);
    digest.update(`${name} ${type} (${lengths.join(", ")}${lengths.length === 1 ? "," : ""})`);
    digest.update(new Uint8Array(type === "int64" ? BigInt64Array.from(array, BigInt).buffer : array.buffer));
  }
  return digest.digest("hex");
}

const digests = job.sources.map((source) => {
  const model = new Function(`return ${source}`)();
  return job.runs.map(([world, seed, run]) => digestOf(model.play(new model.World(JSON.parse(world)), seed, run)));
});
process.stdout.write(JSON.stringify(digests));
