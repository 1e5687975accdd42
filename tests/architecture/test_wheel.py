"""What is shipped is what is in the folders: no data file is lost, nothing else comes along."""

from collections.abc import Mapping
from email import message_from_string
from pathlib import Path
from zipfile import ZipFile


def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(
    packages: Mapping[str, Path], wheel: ZipFile
) -> None:
    there = {
        file.relative_to(folder.parent).as_posix()
        for folder in packages.values()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    shipped = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert shipped == there


def test_every_folder_of_a_package_is_a_package(packages: Mapping[str, Path]) -> None:
    folders = {file.parent for root in packages.values() for file in root.rglob("*") if file.is_file()}
    bare = {folder for folder in folders if not (folder / "__init__.py").exists()}
    assert {folder for folder in bare if folder.name != "__pycache__"} == set()


def test_every_package_says_that_it_is_typed(packages: Mapping[str, Path]) -> None:
    assert [name for name, folder in packages.items() if not (folder / "py.typed").exists()] == []


def test_the_wheel_bears_the_licence_and_the_command(wheel: ZipFile) -> None:
    (info,) = {name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name}
    metadata = message_from_string(wheel.read(f"{info}/METADATA").decode())
    assert (metadata["Name"], metadata["License-Expression"]) == ("cancu", "MIT")
    assert f"{info}/licenses/LICENSE" in wheel.namelist()
    assert "cancu = api.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()
