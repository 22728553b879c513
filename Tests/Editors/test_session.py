"""`gooya lsp` as the client of pytest-lsp sees it, which holds each answer to the protocol's types."""

import pytest
from lsprotocol import types


class Document:
    """An open file, whose places are those of texts in it."""

    def __init__(self, client, path, text=None):
        self.client = client
        self.uri = path.as_uri()
        self.text = path.read_text() if text is None else text
        self.version = 1
        client.text_document_did_open(
            types.DidOpenTextDocumentParams(
                types.TextDocumentItem(
                    uri=self.uri, language_id="yaml", version=1, text=self.text
                )
            )
        )

    @property
    def id(self):
        return types.TextDocumentIdentifier(self.uri)

    def replace(self, text):
        self.text = text
        self.version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.version, self.uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def place(self, text, into=0):
        before = self.text[: self.text.index(text) + into]
        last = before.rsplit("\n", 1)[-1]
        return types.Position(before.count("\n"), len(last.encode("utf-16-le")) // 2)

    def question(self, kind, text, into=0, **others):
        return kind(text_document=self.id, position=self.place(text, into), **others)

    async def findings(self):
        while True:
            await self.client.wait_for_notification("textDocument/publishDiagnostics")
            if self.uri in self.client.diagnostics:
                return self.client.diagnostics[self.uri]


@pytest.mark.asyncio
async def test_findings_come_and_go(client, project):
    script = Document(client, project / "menu.yaml")
    assert not [f for f in await script.findings() if f.severity == types.DiagnosticSeverity.Error]
    sound = script.text
    script.replace(sound.replace("start: ", "start: no_", 1))
    (finding,) = [f for f in await script.findings() if f.code == "E201"]
    assert finding.source == "gooya"
    assert finding.code_description.href.startswith("file:///")
    assert finding.range.start == script.place("no_")
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(script.id, finding.range, types.CodeActionContext([finding]))
    )
    edits = actions[0].edit.changes[script.uri] if actions else []
    assert all(edit.range == finding.range for edit in edits)
    script.replace(sound)
    assert "E201" not in [f.code for f in await script.findings()]


@pytest.mark.asyncio
async def test_names_are_completed_found_and_renamed(client, project):
    script = Document(client, project / "menu.yaml")
    await script.findings()
    start = script.text.split("start: ")[1].split("\n")[0]
    completion = await client.text_document_completion_async(
        script.question(types.CompletionParams, "start: ", 7)
    )
    assert start in [item.label for item in completion.items]
    (location,) = await client.text_document_definition_async(
        script.question(types.DefinitionParams, f"start: {start}", 8)
    )
    assert location.range.start == script.place(f"\n  {start}:", 3)
    hover = await client.text_document_hover_async(
        script.question(types.HoverParams, f"start: {start}", 8)
    )
    assert start in hover.contents.value
    references = await client.text_document_references_async(
        script.question(
            types.ReferenceParams, f"start: {start}", 8, context=types.ReferenceContext(True)
        )
    )
    edit = await client.text_document_rename_async(
        script.question(types.RenameParams, f"start: {start}", 8, new_name="renamed_state")
    )
    assert sum(len(edits) for edits in edit.changes.values()) == len(references) > 1


@pytest.mark.asyncio
async def test_outline_and_format(client, project):
    script = Document(client, project / "menu.yaml")
    await script.findings()
    symbols = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(script.id)
    )
    assert "states" in [symbol.name for symbol in symbols]
    sound = script.text
    script.replace(sound.replace("format: 1", "format:    1", 1))
    edits = await client.text_document_formatting_async(
        types.DocumentFormattingParams(script.id, types.FormattingOptions(2, True))
    )
    assert edits[0].new_text == sound


@pytest.mark.asyncio
async def test_a_broken_text_is_still_completed(client, project):
    script = Document(client, project / "menu.yaml")
    await script.findings()
    text = script.text + "  more:\n    say: [\n"
    script.replace(text)
    completion = await client.text_document_completion_async(
        script.question(types.CompletionParams, "    say: [\n", 10)
    )
    assert completion.items
