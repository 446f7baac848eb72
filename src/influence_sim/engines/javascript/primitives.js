// Arrays are flat, in the order of their axes; a list that is shorter than its array is repeated.
function $array(length) {
  return new Float64Array(length);
}

function $filled(list, length) {
  const array = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    array[i] = list[i % list.length];
  }
  return array;
}

// The bits of a number; and every power of two that is a normal number, by its exponent plus 1022.
const $bits = new DataView(new ArrayBuffer(8));
const $powers = new Float64Array(2046);
$powers[1022] = 1.0;
for (let k = 1; k <= 1023; k++) {
  $powers[1022 + k] = $powers[1021 + k] * 2.0;
}
for (let k = 1; k <= 1022; k++) {
  $powers[1022 - k] = $powers[1023 - k] * 0.5;
}

// A whole number shifted to the right by any number of bits.
function $right(a, bits) {
  return bits > 31 ? 0 : a >>> bits;
}

// Number x times 2**k, rounded once at most.
function scale(x, k) {
  while (k > 1023) {
    x *= $powers[2045];
    k -= 1023;
  }
  while (k < -1022) {
    x *= $powers[53];
    k += 969;
  }
  return x * $powers[k + 1022];
}

// The fraction in [1/2, 1) and the exponent of x.
function split(x) {
  if (x === 0.0 || !(x - x === 0.0)) {
    return [x, 0];
  }
  $bits.setFloat64(0, x);
  let high = $bits.getUint32(0);
  let lift = 1022;
  if ((high & 2146435072) === 0) {
    $bits.setFloat64(0, x * $powers[1076]);
    high = $bits.getUint32(0);
    lift = 1076;
  }
  $bits.setUint32(0, (high & 2148532223) | 1071644672);
  return [$bits.getFloat64(0), ((high >>> 20) & 2047) - lift];
}

// The upper 32 bits of the product of two numbers of 32 bits.
function multiply_high(a, b) {
  const a_1 = a >>> 16;
  const a_0 = a & 65535;
  const b_1 = b >>> 16;
  const b_0 = b & 65535;
  const first = a_1 * b_0 + ((a_0 * b_0) >>> 16);
  const second = a_0 * b_1 + (first & 65535);
  return a_1 * b_1 + (first >>> 16) + (second >>> 16);
}

// The lower 32 bits of the product of two numbers of 32 bits.
function multiply_low(a, b) {
  return Math.imul(a, b) >>> 0;
}
