/** Tabs of the page as links and lessons name them: a new one is a line of `text.app.tabs`, in its place. */
import { text } from '../../text/text.ts';

const { inspect, sweep } = text.app.tabs;

export type InspectTab = keyof typeof inspect;
export type SweepTab = keyof typeof sweep;
export type Tab = 'play' | InspectTab | SweepTab;
export type PanelGroup = 'play' | keyof typeof text.app.tabs;

export const isInspectTab = (tab: Tab): tab is InspectTab => tab in inspect;

export const panelGroupOfTab = (tab: Tab): PanelGroup => {
  if (tab === 'play') return tab;
  return isInspectTab(tab) ? 'inspect' : 'sweep';
};

export const nameOfTab = (tab: Tab): string => {
  if (tab === 'play') return text.app.places.play;
  return isInspectTab(tab) ? inspect[tab] : sweep[tab];
};

export const tabs = ['play', ...Object.keys(inspect), ...Object.keys(sweep)] as readonly Tab[];

/** Tabs of earlier links, by the tab that has their content now. */
const formerTabs: ReadonlyMap<string, Tab> = new Map([
  ['draws', 'play'],
  ['map', 'public'],
  ['search', 'play'],
]);

/** Tab of that name, or of that former name. */
export const tabNamed = (name: string): Tab | undefined =>
  formerTabs.get(name) ?? tabs.find((tab) => tab === name);
