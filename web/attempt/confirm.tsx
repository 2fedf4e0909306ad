import { Button, Group, Modal } from "@mantine/core";

/** What is asked before it is done, with what it costs. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  run(): void;
}

/** Asks; nothing happens on Escape. */
export function Confirm({ question, onClose }: { question: Question | null; onClose: () => void }) {
  return (
    <Modal opened={question !== null} onClose={onClose} title={question?.title} centered>
      <p>{question?.text}</p>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep going
        </Button>
        <Button
          onClick={() => {
            question?.run();
            onClose();
          }}
        >
          {question?.confirm}
        </Button>
      </Group>
    </Modal>
  );
}
