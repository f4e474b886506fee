"""The notebooks of docs/notebooks run, and draw what they say."""

from pathlib import Path

import nbclient
import nbformat
import pytest
from conftest import TESTS

NOTEBOOKS = sorted((TESTS.parent / "docs" / "notebooks").glob("*.ipynb"))


@pytest.mark.timeout(120)
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_runs(file: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(file, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs for cell in cells), "notebooks are kept without outputs"
    nbclient.NotebookClient(
        notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    kinds = [kind for cell in cells for output in cell.outputs for kind in output.get("data", {})]
    assert sum("vega" in kind for kind in kinds) >= 3


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) == 2
