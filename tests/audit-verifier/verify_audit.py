"""Checks the audit of a data folder against docs/audit.md, with nothing but Python's own library.

    python3 verify_audit.py ENTRIES CHECKPOINT_FILE [PUBLIC_KEY]

ENTRIES is an SQLite database, or - for the rows that this prints on PostgreSQL:

    psql "$DATABASE" --csv -t -f postgresql.sql

Exit code 0: the audit is as it was written. 1: it is not; the line says from which sequence on and why. 2: it could not be read.
"""

import base64
import csv
import hashlib
import sqlite3
import sys

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296, 0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)
KEY_PREFIX = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
COLUMNS = (
    "sequence, hash, id, occurred_at, actor_id, actor_seal, actor_role, operation, subject_id, subject_seal, object_id, object_seal, "
    "data_class, mode, purpose, outcome, rule, request_id, details"
)

OPTIONAL = (1, 4, 5, 8, 9, 10, 11, 12, 13, 14, 16, 18)
BYTES = (1, 5, 9, 11)


class Bad(Exception):
    def __init__(self, sequence, reason):
        super().__init__(reason)
        self.sequence = sequence


def add(one, other):
    if one is None or other is None:
        return one or other
    (x1, y1), (x2, y2) = one, other
    if x1 == x2 and (y1 + y2) % P == 0:
        return None
    slope = (3 * x1 * x1 - 3) * pow(2 * y1, -1, P) if one == other else (y2 - y1) * pow(x2 - x1, -1, P)
    x = (slope * slope - x1 - x2) % P
    return x, (slope * (x1 - x) - y1) % P


def times(number, point):
    result = None
    while number:
        if number & 1:
            result = add(result, point)
        point = add(point, point)
        number >>= 1
    return result


def public_key(text):
    der = base64.b64decode(text, validate=True)
    if len(der) != 91 or not der.startswith(KEY_PREFIX):
        raise ValueError("not a public key on P-256")
    x, y = int.from_bytes(der[27:59], "big"), int.from_bytes(der[59:], "big")
    if x >= P or y >= P or (y * y - x * x * x + 3 * x - B) % P:
        raise ValueError("not a point of P-256")
    return x, y


def is_signed(key, statement, signature):
    if len(signature) != 64:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if not (0 < r < N and 0 < s < N):
        return False
    digest, inverse = int.from_bytes(hashlib.sha256(statement).digest(), "big"), pow(s, -1, N)
    point = add(times(digest * inverse % N, G), times(r * inverse % N, key))
    return point is not None and point[0] % N == r


def checkpoint(sequence, link, micros, signature):
    return int(sequence), bytes(link), int(micros), bytes(signature)


def read_file(path):
    try:
        with open(path, encoding="ascii") as file:
            lines = file.read().split("\n")
    except FileNotFoundError:
        return None, []
    found = []
    for line in lines:
        parts = line.split(" ")
        if len(parts) == 4:
            try:
                found.append(checkpoint(parts[0], bytes.fromhex(parts[1]), parts[2], base64.b64decode(parts[3], validate=True)))
            except ValueError:
                pass  # Torn by a crash: it was never reported as written.
    return lines[0][4:] if lines[0].startswith("key ") else None, found


def from_sqlite(path):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    stored = [checkpoint(*row) for row in database.execute("SELECT sequence, hash, sealed_at, signature FROM audit_checkpoint")]
    return stored, database.execute(f"SELECT {COLUMNS} FROM audit_entry WHERE sequence IS NOT NULL ORDER BY sequence")


def from_csv(lines):
    def entry(row):
        values = [int(row[0]), *row[1:]]
        for column in OPTIONAL:
            values[column] = values[column][1:] if values[column] else None
        for column in BYTES:
            values[column] = None if values[column] is None else bytes.fromhex(values[column])
        return values

    rows = list(csv.reader(lines))
    stored = [checkpoint(row[1], bytes.fromhex(row[2]), row[3], bytes.fromhex(row[4])) for row in rows if row and row[0] == "checkpoint"]
    return stored, (entry(row[1:]) for row in rows if row and row[0] == "entry")


def commitment(identity, seal):
    if identity is None:
        return None if seal is None else bytes(seal).hex()
    return "unsealed" if seal is None else hashlib.sha256(bytes(seal) + identity.lower().encode("ascii")).hexdigest()


def link_of(row, previous):
    (sequence, _, identity, occurred_at, actor, actor_seal, role, operation, subject, subject_seal, thing, thing_seal, *rest) = row
    fields = [identity.lower(), str(occurred_at), commitment(actor, actor_seal), role, operation, commitment(subject, subject_seal), commitment(thing, thing_seal), *rest]
    hashed = hashlib.sha256(b"\0" + sequence.to_bytes(8, "big") + previous)
    for field in fields:
        text = b"" if field is None else field.encode("utf-8")
        hashed.update(b"\xff\xff\xff\xff" if field is None else len(text).to_bytes(4, "big"))
        hashed.update(text)
    return hashed.digest()


def check_signatures(checkpoints, key):
    if checkpoints and key is None:
        raise Bad(1, "There is no public key to check the checkpoints with.")
    try:
        point = public_key(key) if checkpoints else None
    except ValueError:
        raise Bad(1, "There is no public key to check the checkpoints with.") from None
    for sequence, link, micros, signature in checkpoints:
        if not is_signed(point, b"\1" + sequence.to_bytes(8, "big") + link + micros.to_bytes(8, "big", signed=True), signature):
            raise Bad(sequence, "The checkpoint's signature is not the signer's.")


def check_chain(rows, checkpoints):
    last, previous, good, at = 0, bytes(32), 0, 0
    for row in rows:
        if row[0] != last + 1:
            raise Bad(last + 1, "The entry is missing.")
        link = link_of(row, previous)
        if row[1] is None or bytes(row[1]) != link:
            raise Bad(row[0], "The entry does not hash to what was sealed.")
        last, previous = row[0], link
        while at < len(checkpoints) and checkpoints[at][0] <= last:
            if checkpoints[at][0] != last or checkpoints[at][1] != link:
                raise Bad(good + 1, f"The entries up to {checkpoints[at][0]} are not those that were signed.")
            good, at = last, at + 1
    if at < len(checkpoints):
        raise Bad(last + 1, "Entries that were signed are missing at the end.")
    return last


def main(arguments):
    entries, path, *kept = arguments
    try:
        first, checkpoints = read_file(path)
        stored, rows = from_csv(sys.stdin) if entries == "-" else from_sqlite(entries)
        checkpoints = sorted(checkpoints + stored, key=lambda one: one[0])
        check_signatures(checkpoints, kept[0] if kept else first)
        print(f"OK {check_chain(rows, checkpoints)} entries, {len(checkpoints)} checkpoints")
        return 0
    except Bad as bad:
        print(f"BAD {bad.sequence} {bad}")
        return 1
    except (OSError, sqlite3.Error, ValueError, IndexError, OverflowError, TypeError, AttributeError) as failure:
        print(f"UNREADABLE {failure}")
        return 2


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
