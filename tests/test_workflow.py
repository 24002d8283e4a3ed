"""The workflow that publishes: valid, and the same for this edition and for a new one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import yaml

from edition import starter

ROOT = Path(__file__).parent.parent
OURS = ROOT / ".github" / "workflows" / "pages.yml"


def schema_check(path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_the_workflow_is_valid_by_the_schema() -> None:
    done = schema_check(OURS)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_schema_sees_a_workflow_that_is_not_valid(tmp_path: Path) -> None:
    broken = tmp_path / "pages.yml"
    broken.write_text(OURS.read_text("utf-8").replace("runs-on: ubuntu-latest", "", 1), "utf-8")
    assert schema_check(broken).returncode == 1


def test_a_new_edition_gets_the_same_workflow_but_for_where_the_program_comes_from() -> None:
    theirs = starter.files()[".github/workflows/pages.yml"].decode()
    ours = OURS.read_text("utf-8")
    assert theirs.count("pip install") == ours.count("pip install .\n") == 1
    assert theirs == ours.replace("pip install .\n", "pip install edition\n")


def test_the_workflow_keeps_the_cache_and_deploys_what_was_built() -> None:
    workflow = yaml.safe_load(OURS.read_text("utf-8"))
    steps = [step for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    uses = {step["uses"].partition("@")[0]: step.get("with", {}) for step in steps}
    assert uses["actions/cache"]["path"] == ".edition"
    assert uses["actions/upload-pages-artifact"]["path"] == "site"
    assert {"actions/configure-pages", "actions/deploy-pages"} <= set(uses)
    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}


def test_the_matrix_in_the_docs_is_valid_and_puts_all_parts_together(tmp_path: Path) -> None:
    [text] = re.findall(r"```yaml\n(  read:.*?)```", (ROOT / "docs/engineers.md").read_text("utf-8"), re.DOTALL)
    whole = f"name: parts\non: push\njobs:\n{text}"
    path = tmp_path / "parts.yml"
    path.write_text(whole, "utf-8")
    done = schema_check(path)
    assert done.returncode == 0, done.stdout + done.stderr
    jobs = yaml.safe_load(whole)["jobs"]
    parts = jobs["read"]["strategy"]["matrix"]["part"]
    [read] = [step["run"] for step in jobs["read"]["steps"] if "--shard" in step.get("run", "")]
    assert read == f"edition build --shard ${{{{ matrix.part }}}}/{len(parts)}"
    assert parts == list(range(1, len(parts) + 1))
    assert jobs["build"]["needs"] == "read"
