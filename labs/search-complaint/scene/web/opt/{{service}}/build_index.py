"""Builds the index of all articles. Runs each night, and writes the new index beside the old one before it takes its place."""
import argparse
import hashlib
import os
import sqlite3

ARTICLES = 12_000
MATERIALS = ("brass", "steel", "copper", "nylon", "bronze")
THINGS = (
    "bolt", "bracket", "bushing", "cap", "clamp", "collar", "coupling", "elbow", "fitting", "flange",
    "gasket", "hinge", "nipple", "nut", "pin", "plug", "rivet", "sleeve", "valve", "washer",
)
FINISHES = ("plain", "zinc", "black", "polished", "nickel", "coated")


def article(seed, letters, n):
    """Number, name, price in cents, stock, and pieces in a pack of the n-th article."""
    digest = hashlib.md5(f"{seed}:{n}".encode()).hexdigest()
    part = [int(digest[at : at + 2], 16) for at in (0, 2, 4, 6)]
    words = (
        FINISHES[part[3] % len(FINISHES)],
        MATERIALS[part[0] % len(MATERIALS)],
        THINGS[part[1] % len(THINGS)],
        f"m{4 + 2 * (part[2] % 12)}",
    )
    price = 50 + int(digest[8:12], 16) % 20_000
    return f"{letters}-{digest[14:26].upper()}", " ".join(words), price, int(digest[12:14], 16), 10 * (1 + part[0] // 32)


def main():
    parser = argparse.ArgumentParser(description="Builds the index of all articles")
    parser.add_argument("--seed", required=True, help="the edition of the catalog")
    parser.add_argument("--letters", required=True, help="the first letters of all numbers")
    parser.add_argument("--into", required=True)
    options = parser.parse_args()
    partial = options.into + ".new"
    if os.path.exists(partial):
        os.remove(partial)
    connection = sqlite3.connect(partial)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, sku TEXT, name TEXT, price_cents INTEGER, stock INTEGER, pack INTEGER)")
    connection.execute("CREATE TABLE words (word TEXT, article INTEGER, PRIMARY KEY (word, article)) WITHOUT ROWID")
    rows = [(n, *article(options.seed, options.letters, n)) for n in range(1, ARTICLES + 1)]
    connection.executemany("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?)", rows)
    words = sorted((word, n) for n, _, name, *_ in rows for word in set(name.split()))
    connection.executemany("INSERT INTO words VALUES (?, ?)", words)
    connection.commit()
    connection.close()
    os.replace(partial, options.into)
    print(f"{len(rows)} articles, {len(words)} words in {options.into}")


if __name__ == "__main__":
    main()
