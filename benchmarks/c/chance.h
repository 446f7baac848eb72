/* Draws by address, as rules/chance.py: Philox4x32-10 (Salmon et al. 2011) and AS 241 (Wichura 1988). */
#ifndef CHANCE_H
#define CHANCE_H

#include "arithmetic.h"

enum {
    STANDING_START = 1, STANDING_SHOCK, STANDING_BRIDGE, BUDGET_START, BUDGET_SHOCK, REVISION, CHOICE, CONSENT
};

/* Which luck: the first two words of every address. */
typedef struct { uint32_t seed, run; } Luck;

static inline double uniform(Luck luck, uint32_t step, uint32_t kind, uint32_t who, uint32_t whom)
{
    uint32_t k_0 = luck.seed, k_1 = luck.run, c_0 = step, c_1 = kind, c_2 = who, c_3 = whom;
    for (int round = 0; round < 10; round++) {
        uint64_t product_2 = (uint64_t)0xCD9E8D57u * c_2;
        uint64_t product_0 = (uint64_t)0xD2511F53u * c_0;
        uint32_t mixed_0 = (uint32_t)(product_2 >> 32) ^ c_1 ^ k_0;
        uint32_t mixed_2 = (uint32_t)(product_0 >> 32) ^ c_3 ^ k_1;
        c_1 = (uint32_t)product_2;
        c_3 = (uint32_t)product_0;
        c_0 = mixed_0;
        c_2 = mixed_2;
        k_0 += 0x9E3779B9u;
        k_1 += 0xBB67AE85u;
    }
    return ((double)(c_0 >> 6) * 67108864.0 + (double)(c_1 >> 6) + 0.5) * 2.220446049250313e-16;
}

/* A ratio of two polynomials of degree 7, by Horner's rule. */
static inline double ratio(const double above[8], const double below[8], double times, double r)
{
    double a = above[0], b = below[0];
    for (int i = 1; i < 8; i++) {
        a = a * r + above[i];
        b = b * r + below[i];
    }
    return times * a / b;
}

static const double CENTRE_ABOVE[8] = {
    2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
    1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0};
static const double CENTRE_BELOW[8] = {
    5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
    5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0};
static const double TAIL_ABOVE[8] = {
    7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
    3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0};
static const double TAIL_BELOW[8] = {
    1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
    6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0};
static const double FAR_ABOVE[8] = {
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
    2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0};
static const double FAR_BELOW[8] = {
    2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
    1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0};

static inline double normal(Luck luck, uint32_t step, uint32_t kind, uint32_t who, uint32_t whom)
{
    double u = uniform(luck, step, kind, who, whom);
    double q = u - 0.5;
    if (fabs(q) <= 0.425)
        return ratio(CENTRE_ABOVE, CENTRE_BELOW, q, 0.180625 - q * q);
    double r = sqrt(-logarithm(smaller(u, 1.0 - u)));
    double z = r <= 5.0 ? ratio(TAIL_ABOVE, TAIL_BELOW, 1.0, r - 1.6) : ratio(FAR_ABOVE, FAR_BELOW, 1.0, r - 5.0);
    return q < 0.0 ? -z : z;
}

#endif
