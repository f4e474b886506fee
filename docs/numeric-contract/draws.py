"""Draws of the input `wheel` of spin.toml on the first paths, from the published generator alone: draws.py SEED PATHS."""
import sys

MASK = 0xFFFFFFFF


def philox4x32_10(counter, key):
    """Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3 (SC11), section 4.3."""
    c, (k0, k1) = list(counter), key
    for _ in range(10):
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(b >> 32) ^ c[1] ^ k0, b & MASK, (a >> 32) ^ c[3] ^ k1, a & MASK]
        k0, k1 = (k0 + 0x9E3779B9) & MASK, (k1 + 0xBB67AE85) & MASK
    return c


def fnv1a(name):
    hash_ = 2166136261
    for byte in name.encode():
        hash_ = (hash_ ^ byte) * 16777619 & MASK
    return hash_


seed, paths = int(sys.argv[1]), int(sys.argv[2])
for path in range(paths):
    word = philox4x32_10((path & MASK, path >> 32, fnv1a("input:wheel"), 0), (seed & MASK, seed >> 32))[0]
    print(f"{(word + 0.5) / 2**32:.5f}")
