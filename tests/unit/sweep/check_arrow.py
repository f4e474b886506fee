"""Compares an Arrow stream of a sweep with its CSV: check_arrow.py FILE.arrows FILE.csv"""

import csv
import sys

import pyarrow
import pyarrow.ipc

with pyarrow.ipc.open_stream(sys.argv[1]) as reader:
    schema = reader.schema
    batches = list(reader)
for batch in batches:
    batch.validate(full=True)
table = pyarrow.Table.from_batches(batches, schema)
with open(sys.argv[2], newline="", encoding="utf-8") as file:
    header, *rows = csv.reader(file)

assert schema.names == header, schema.names
assert len(batches) == len({row[0] for row in rows}), len(batches)
assert table.num_rows == len(rows), table.num_rows
for name, column in zip(header, zip(*rows)):
    kind = {"string": str, "uint64": int, "double": float}[str(schema.field(name).type)]
    expected = [None if text == "" else kind(text) for text in column]
    assert table.column(name).to_pylist() == expected, name
print(f"{table.num_rows} rows of {len(header)} columns in {len(batches)} batches")
