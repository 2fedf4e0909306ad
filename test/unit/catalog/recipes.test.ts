import { expect, it } from "vitest";
import { Problems } from "../../../orchestrator/catalog/problems.ts";
import { readRecipe } from "../../../orchestrator/catalog/recipes.ts";

const scope = { machines: ["web", "db"], variants: ["a", "b"], kind: "fault" as const };

it("takes lines without a blank line between them as one command", () => {
  const text = `# title: Mend it
# on: db
# variants: a
# Any other comment is for the reader.

cat > /etc/x <<'EOF'
one
two
EOF

# a comment of its own is not typed

systemctl restart x
`;
  expect(readRecipe("solutions/mend.sh", text, scope, new Problems("x"))).toEqual({
    id: "mend",
    title: "Mend it",
    machine: "db",
    commands: ["cat > /etc/x <<'EOF'\none\ntwo\nEOF", "systemctl restart x"],
    expect: ["fixed"],
    variants: ["a"],
  });
});

it("expects of a mask that the symptom is hidden, unless it says otherwise", () => {
  const read = (header: string) => readRecipe("masks/m.sh", `# title: m\n${header}\ntrue\n`, scope, new Problems("x"));
  expect(read("")?.expect).toEqual(["symptom-hidden"]);
  expect(read("# expect: not-fixed symptom-hidden\n")?.expect).toEqual(["symptom-hidden", "not-fixed"]);
});

it("expects of a mask in a healthy lab that it was a change, and knows nothing else", () => {
  const healthy = { ...scope, kind: "healthy" as const };
  const problems = new Problems("x");
  expect(readRecipe("masks/m.sh", "# title: m\ntrue\n", healthy, problems)?.expect).toEqual(["not-fixed"]);
  expect(readRecipe("masks/m.sh", "# title: m\n# expect: symptom-hidden\ntrue\n", healthy, problems)).toBeNull();
  expect(problems.list).toMatchObject([{ line: 2, remedy: "Write some of: not-fixed." }]);
});

it("refuses a tab, which would start completion", () => {
  const problems = new Problems("x");
  expect(readRecipe("solutions/s.sh", "# title: s\n\nls\tx\n", scope, problems)).toBeNull();
  expect(problems.list).toMatchObject([{ line: 3, message: "A tab starts completion when it is typed." }]);
});

it("refuses a recipe without commands", () => {
  const problems = new Problems("x");
  expect(readRecipe("solutions/s.sh", "# title: s\n", scope, problems)).toBeNull();
  expect(problems.list).toMatchObject([{ message: "There is no command." }]);
});
