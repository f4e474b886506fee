"""The notebooks of docs/notebooks run, and draw what they say."""

from pathlib import Path

import nbclient
import nbformat
import pytest
from conftest import TESTS

NOTEBOOKS = sorted((TESTS.parent / "docs" / "notebooks").glob("*.ipynb"))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_runs(file: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(file, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs for cell in cells), "notebooks are kept without outputs"
    nbclient.NotebookClient(
        notebook, timeout=240, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    shown = [output.data for cell in cells for output in cell.outputs if "data" in output]
    charts = [data for data in shown if "vega.github.io/schema/vega-lite" in str(data)]
    assert len(charts) == 3


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) == 2
