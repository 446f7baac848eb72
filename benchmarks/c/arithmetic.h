/* exp and log of the rulebook (rules/arithmetic.py), operation by operation: the same bits. */
#ifndef ARITHMETIC_H
#define ARITHMETIC_H

#include <math.h>
#include <stdint.h>
#include <string.h>

static inline double power_of_two(int64_t k)
{
    uint64_t bits = (uint64_t)(k + 1023) << 52;
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static inline double smaller(double a, double b) { return a <= b ? a : b; }
static inline double larger(double a, double b) { return a >= b ? a : b; }
static inline double within(double x, double low, double high) { return larger(low, smaller(x, high)); }

static inline double exponential(double x)
{
    if (x < -708.0)
        return 0.0;
    double bounded = smaller(x, 708.0);
    double k = floor(bounded * 1.44269504088896338700 + 0.5);
    double high = bounded - k * 6.93147180369123816490e-01;
    double low = k * 1.90821492927058770002e-10;
    double r = high - low;
    double t = r * r;
    double even = -1.65339022054652515390e-06 + t * 4.13813679705723846039e-08;
    even = -2.77777777770155933842e-03 + t * (6.61375632143793436117e-05 + t * even);
    even = r - t * (1.66666666666666019037e-01 + t * even);
    return (1.0 - ((low - (r * even) / (2.0 - even)) - high)) * power_of_two((int64_t)k);
}

static inline double logarithm(double x)
{
    int64_t lift = x < 2.2250738585072014e-308 ? 54 : 0;
    double lifted = x * power_of_two(lift);
    uint64_t bits;
    memcpy(&bits, &lifted, sizeof bits);
    int64_t k = (int64_t)((bits >> 52) & 2047) - 1022 - lift;
    bits = (bits & ~(2047ull << 52)) | (1022ull << 52);
    double fraction;
    memcpy(&fraction, &bits, sizeof fraction);
    if (fraction < 0.7071067811865476) {
        fraction *= 2.0;
        k -= 1;
    }
    double f = fraction - 1.0;
    double s = f / (2.0 + f);
    double z = s * s;
    double rest = 1.531383769920937332e-01 + z * 1.479819860511658591e-01;
    rest = 2.222219843214978396e-01 + z * (1.818357216161805012e-01 + z * rest);
    rest = 3.999999999940941908e-01 + z * (2.857142874366239149e-01 + z * rest);
    rest = z * (6.666666666666735130e-01 + z * rest);
    double half_square = 0.5 * f * f;
    double n = (double)k;
    return n * 6.93147180369123816490e-01
        - ((half_square - (s * (half_square + rest) + n * 1.90821492927058770002e-10)) - f);
}

/* (1 - e^-x) / x, where e^-x is known already. */
static inline double mean_decay_of(double x, double decayed)
{
    if (x > -1e-3 && x < 1e-3)
        return 1.0 - x / 2.0 * (1.0 - x / 3.0 * (1.0 - x / 4.0));
    return (1.0 - decayed) / x;
}

static inline double power(double x, double a)
{
    if (a == 0.0)
        return 1.0;
    if (x <= 0.0)
        return a > 0.0 ? 0.0 : exponential(708.0);
    return exponential(a * logarithm(x));
}

#endif
