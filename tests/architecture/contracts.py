"""Two contracts of our own: the doors of the modules, and rules that are plain Python."""

from collections.abc import Iterator

from grimp import DetailedImport, ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class OurContract(Contract):
    """A contract that lists the imports that break it."""

    def breaches(self, graph: ImportGraph) -> Iterator[DetailedImport]:
        raise NotImplementedError

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        found = list(self.breaches(graph))
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for breach in check.metadata["found"]:
            output.print_error(f"- {breach['importer']} -> {breach['imported']} (l.{breach['line_number']})")


class Doors(OurContract):
    """
    Modules are imported from outside through one door.

    :param storeys: packages whose children are the modules.
    :param door: the child of a module that others may import.
    :param also: ``importer: child`` pairs: one importer that may import that child of any module, too.
    """

    type_name = "doors"

    storeys = fields.ListField(subfield=fields.StringField())
    door = fields.StringField()
    also = fields.ListField(subfield=fields.StringField(), required=False)

    def breaches(self, graph: ImportGraph) -> Iterator[DetailedImport]:
        also = {tuple(part.strip() for part in pair.split(":")) for pair in self.also or []}
        for module in sorted(module for storey in self.storeys for module in graph.find_children(storey)):
            door = f"{module}.{self.door}"
            for inner in sorted({module, *graph.find_descendants(module)} - {door}):
                for importer in sorted(graph.find_modules_that_directly_import(inner)):
                    inside = importer == module or importer.startswith(f"{module}.")
                    if not inside and (importer, inner.removeprefix(f"{module}.")) not in also:
                        yield from graph.get_import_details(importer=importer, imported=inner)


class Plain(OurContract):
    """
    A room of a module imports, of the program, only itself, plain packages and other modules' doors, and no framework.

    What lies behind another module's door is that module's affair; this room uses its words.

    :param storeys: packages whose children are the modules.
    :param room: the child of a module that this is about.
    :param plain: packages of the program that any room may import.
    :param door: the child of another module that may be imported.
    :param forbidden: packages from elsewhere that may not be imported.
    """

    type_name = "plain"

    storeys = fields.ListField(subfield=fields.StringField())
    room = fields.StringField()
    plain = fields.ListField(subfield=fields.StringField())
    door = fields.StringField()
    forbidden = fields.ListField(subfield=fields.StringField())

    def breaches(self, graph: ImportGraph) -> Iterator[DetailedImport]:
        for module in sorted(module for storey in self.storeys for module in graph.find_children(storey)):
            room = f"{module}.{self.room}"
            if room not in graph.modules:
                continue
            own = module.partition(".")[0]
            for part in sorted({room, *graph.find_descendants(room)}):
                for imported in sorted(graph.find_modules_directly_imported_by(part)):
                    if not self.allowed(imported, room=room, own=own):
                        yield from graph.get_import_details(importer=part, imported=imported)

    def allowed(self, imported: str, *, room: str, own: str) -> bool:
        if imported.partition(".")[0] != own:
            return imported not in self.forbidden
        within = any(imported == place or imported.startswith(f"{place}.") for place in (room, *self.plain))
        return within or imported.endswith(f".{self.door}")
