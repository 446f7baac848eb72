// Makes the calls of a job in each of its sources. Numbers travel as the 16 hexadecimal digits of their bits.
import { readFileSync } from "node:fs";

const job = JSON.parse(readFileSync(0, "utf8"));
const view = new DataView(new ArrayBuffer(8));

function number(digits) {
  view.setBigUint64(0, BigInt(`0x${digits}`));
  return view.getFloat64(0);
}

function digits(value) {
  if (typeof value === "object") {
    return Array.from(value, digits);
  }
  if (typeof value !== "number") {
    throw new Error(`not a number: ${value}`);
  }
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

const answers = job.sources.map((source) => {
  const model = new Function(`return ${source}`)();
  const held = {};
  if (job.world) {
    held.world = new model.World(JSON.parse(job.world));
    held.now = new model.Situation(held.world);
    held.record = new model.Record(held.world);
  }
  const given = job.calls.map(([rule, ...values]) => {
    const value = model.rules[rule](...values.map((each) => held[each] ?? number(each)));
    return value === undefined ? null : digits(value);
  });
  const left = job.fields.map(([owner, field]) => digits(held[owner][field]));
  return { given, left };
});
process.stdout.write(JSON.stringify(answers));
