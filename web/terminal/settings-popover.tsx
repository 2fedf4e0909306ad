// How terminals look and behave, changed in sight of them: each choice is at once in every open terminal.
import { ActionIcon, Button, Popover, SegmentedControl, Switch, Tooltip } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { DashIcon, PlusIcon, SlidersIcon } from "../ui/icons.tsx";
import { setScreenReader } from "./screen-reader.ts";
import { changeFontSize, changeSettings, FONT_SIZE, usualSettings } from "./settings.ts";
import classes from "./settings-popover.module.css";
import { useScreenReader, useTerminalSettings } from "./use-settings.ts";

export function SettingsPopover() {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={344} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Tooltip label="Terminal settings" disabled={opened}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label="Terminal settings"
            onClick={() => setOpened((before) => !before)}
          >
            <SlidersIcon />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.settings ?? ""} aria-label="Terminal settings">
        <Settings />
      </Popover.Dropdown>
    </Popover>
  );
}

function Settings() {
  const settings = useTerminalSettings();
  const speaks = useScreenReader();
  const { fontSize } = settings;
  return (
    <>
      <Row name="Text size">
        <ActionIcon.Group className={classes.size ?? ""}>
          <Size name="Smaller text" isOff={fontSize <= FONT_SIZE.least} by={-1}>
            <DashIcon />
          </Size>
          <ActionIcon.GroupSection variant="default" size="30" className={classes.figure ?? ""} aria-live="polite">
            {fontSize}
          </ActionIcon.GroupSection>
          <Size name="Bigger text" isOff={fontSize >= FONT_SIZE.most} by={1}>
            <PlusIcon />
          </Size>
        </ActionIcon.Group>
      </Row>
      <Choice
        name="Line height"
        value={String(settings.lineHeight)}
        choices={{ "1": "Tight", "1.25": "Usual", "1.5": "Wide" }}
        onChoose={(height) => changeSettings({ lineHeight: Number(height) })}
      />
      <Choice
        name="Colours"
        value={settings.colours}
        choices={{ page: "Page", dark: "Dark", light: "Light" }}
        onChoose={(colours) => changeSettings({ colours })}
      />
      <Choice
        name="Cursor"
        value={settings.cursor}
        choices={{ block: "Block", bar: "Bar", underline: "Line" }}
        onChoose={(cursor) => changeSettings({ cursor })}
      />
      <Choice
        name="Lines kept"
        value={String(settings.scrollback)}
        choices={{ "1000": "1,000", "10000": "10,000", "100000": "100,000" }}
        onChoose={(lines) => changeSettings({ scrollback: Number(lines) })}
      />
      <div className={classes.switches}>
        <Flip
          name="The cursor blinks"
          isOn={settings.cursorBlinks}
          onFlip={(on) => changeSettings({ cursorBlinks: on })}
        />
        <Flip
          name="What is selected is copied"
          isOn={settings.copyOnSelect}
          onFlip={(on) => changeSettings({ copyOnSelect: on })}
        />
        <Flip
          name="Ask before many lines are pasted"
          isOn={settings.askBeforePaste}
          onFlip={(on) => changeSettings({ askBeforePaste: on })}
        />
        <Flip name="Speak to a screen reader" isOn={speaks} onFlip={setScreenReader} />
      </div>
      <div className={classes.foot}>
        <span>For all terminals in this browser</span>
        <Button variant="default" size="compact-xs" onClick={() => changeSettings(usualSettings)}>
          Back to usual
        </Button>
      </div>
    </>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.row}>
      <span className={classes.name}>{name}</span>
      {children}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  name: string;
  value: string;
  choices: Readonly<Record<T, string>>;
  onChoose: (value: T) => void;
}

function Choice<T extends string>({ name, value, choices, onChoose }: ChoiceProps<T>) {
  return (
    <Row name={name}>
      <SegmentedControl
        className={classes.choice ?? ""}
        size="xs"
        withItemsBorders={false}
        aria-label={name}
        value={value}
        data={Object.entries<string>(choices).map(([value, label]) => ({ value, label }))}
        onChange={(chosen) => onChoose(chosen as T)}
      />
    </Row>
  );
}

function Size({ name, by, isOff, children }: { name: string; by: number; isOff: boolean; children: ReactNode }) {
  return (
    <ActionIcon variant="default" size="30" aria-label={name} disabled={isOff} onClick={() => changeFontSize(by)}>
      {children}
    </ActionIcon>
  );
}

function Flip({ name, isOn, onFlip }: { name: string; isOn: boolean; onFlip: (on: boolean) => void }) {
  return (
    <Switch
      size="xs"
      labelPosition="left"
      withThumbIndicator={false}
      classNames={{ body: classes.flip ?? "", label: classes.name ?? "", track: classes.track ?? "" }}
      label={name}
      checked={isOn}
      onChange={(event) => onFlip(event.currentTarget.checked)}
    />
  );
}
