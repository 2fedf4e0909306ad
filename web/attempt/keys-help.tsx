import { Modal } from "@mantine/core";
import { Keys } from "../ui/keys.tsx";
import { keyGroups } from "./key-list.ts";
import classes from "./keys-help.module.css";

/** All keys of the attempt page. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size={880} centered>
      <div className={classes.groups}>
        {keyGroups.map(({ title, keys }) => (
          <section key={title} className={classes.group}>
            <h3>{title}</h3>
            <dl>
              {keys.map((key) => (
                <div key={key.keys} className={classes.key}>
                  <dt>
                    {key.keys.split(" / ").map((combination) => (
                      <Keys key={combination} combination={combination} />
                    ))}
                  </dt>
                  <dd>{key.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={classes.rest}>
        On macOS Cmd C and Cmd V copy and paste as well. All of it can be opened by name, too. Every other key goes to
        the shell, Ctrl K, Ctrl C and Tab among them.
      </p>
    </Modal>
  );
}
