import { Button, Group, Modal } from "@mantine/core";
import classes from "./link-question.module.css";

/** Asks before an address that a machine printed is opened. */
export function LinkQuestion({ url, onClose }: { url: string | null; onClose: () => void }) {
  return (
    <Modal opened={url !== null} onClose={onClose} title="Open this address?" centered>
      <p>A program in the machine printed it. It leads out of the lab.</p>
      <code className={classes.url}>{url}</code>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          Stay here
        </Button>
        <Button
          onClick={() => {
            if (url) open(url, "_blank", "noopener,noreferrer");
            onClose();
          }}
        >
          Open in a new tab
        </Button>
      </Group>
    </Modal>
  );
}
