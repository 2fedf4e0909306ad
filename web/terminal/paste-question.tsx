import { Button, Checkbox, Group, Modal } from "@mantine/core";
import { useState } from "react";
import "@mantine/core/styles/Checkbox.css";
import { pastePreview, type PasteQuestion as Question } from "./paste.ts";
import classes from "./paste-question.module.css";
import { changeSettings } from "./settings.ts";

interface Props {
  question: Question | null;
  terminal: string;
  onPaste: (text: string) => void;
  onClose: () => void;
}

/** Shows what a paste would type before it is typed. */
export function PasteQuestion({ question, terminal, onPaste, onClose }: Props) {
  const [never, setNever] = useState(false);
  return (
    <Modal opened={question !== null} onClose={onClose} title={question && title(question)} size="lg" centered>
      {question && (
        <>
          <p className={classes.why}>
            {question.runsAtOnce
              ? "The program in front takes it line by line: each line runs as soon as it arrives."
              : "The program in front takes it as a whole. It is asked about because it is long."}
          </p>
          <Preview text={question.text} terminal={terminal} />
          <Checkbox
            className={classes.never ?? ""}
            size="xs"
            label="Don't ask again in this browser"
            checked={never}
            onChange={(event) => setNever(event.currentTarget.checked)}
          />
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={onClose} data-autofocus>
              Don't paste
            </Button>
            <Button
              onClick={() => {
                if (never) changeSettings({ askBeforePaste: false });
                onPaste(question.text);
                onClose();
              }}
            >
              Paste
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}

function Preview({ text, terminal }: { text: string; terminal: string }) {
  const { shown, left } = pastePreview(text);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keys.
    <section className={classes.preview} tabIndex={0} aria-label={`What would be typed into ${terminal}`}>
      <ol>
        {shown
          .replace(/\n+$/, "")
          .split("\n")
          .map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing but their place.
            <li key={index}>{line === "" ? " " : line}</li>
          ))}
      </ol>
      {left > 0 && <p className={classes.left}>and {left.toLocaleString("en")} more characters</p>}
    </section>
  );
}

function title({ lines, bytes }: Question): string {
  const size = bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`;
  return `Paste ${lines.toLocaleString("en")} ${lines === 1 ? "line" : "lines"}, ${size}?`;
}
