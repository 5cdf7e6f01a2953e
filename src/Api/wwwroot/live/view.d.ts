// The types that the live page's script names, in all of its files. First what the program tells: LiveView.cs as JSON, but with times as numbers.

interface Interval { join: number | null; leave: number | null }

interface Suggestion { studentId: string; name: string; isPreferred: boolean }

interface Person {
	name: string; inNow: boolean; firstJoin: number | null; lastLeave: number | null; seconds: number; connections: number;
}

interface Student extends Person {
	studentId: string; status: 'present' | 'partial' | 'notJoined'; stays: number; flags: string[];
	mark: 'present' | 'partial' | 'absent' | 'excused' | null; overridden: boolean; reason: string | null;
	presentAt: number | null; late: boolean; leftEarly: boolean; intervals: Interval[];
}

interface Guest extends Person { guestId: string; suggestions: Suggestion[] }

interface View {
	occurrenceId: string | null; asOf: number; status: string; degraded: boolean; attendanceState: string;
	start: number | null; end: number | null; presentAfterSeconds: number;
	countsFrom: number | null; countsUntil: number | null; students: Student[]; guests: Guest[];
}

/** What the server wrote into the page for the script (LiveWords.cs). */
interface Words {
	standings: Record<Standing | 'notJoined', string>; flags: Record<string, string | undefined>;
	inNow: string; devices: string; byHand: string; noName: string;
}

// What follows from it.

type Standing = 'absent' | 'undecided' | 'partial' | 'present' | 'excused';

/** What the page's address says; empty for what is usual. */
interface Choice { occurrenceId: string; show: string; q: string; sort: string }

/** In milliseconds; what is drawn on it is in seconds. */
interface Axis { start: number; end: number }

/** A table's row with what it shows, as of a time. */
interface Row<D> { data: D; asOf: number; element: HTMLElement & { isInSight?: boolean }; parts: Record<string, HTMLElement> }

interface Rules {
	address(choice: Partial<Choice>): string;
	standing(student: Student, view: View): Standing;
	/** Whether every word asked for stands in the name, with or without its accents and capitals. */
	isNamed(name: string, query: string): boolean;
	isChosen(student: Student, choice: Choice, view: View): boolean;
	/** Those without what is sorted by stand last; of equals the name decides. */
	order(choice: Choice, view: View, now: number): (one: Row<Student>, other: Row<Student>) => number;
	/** Times as clocks at the school show them. */
	clock(zone: string, more?: Intl.DateTimeFormatOptions): (time: number | null) => string;
	/** When somebody was in. */
	spans(intervals: Interval[], minute: (time: number | null) => string): string;
	length(seconds: number): string;
	/** What counts by now. */
	seconds(row: Row<Person>, view: View, now: number): number;
	axis(view: View, students: Student[], now: number): Axis;
	/** The stays, and where the student became present or will by staying: by the part of the row its attribute and path. */
	bar(row: Row<Student>, view: View, on: Axis, now: number): Record<'bar' | 'stays' | 'threshold', [string, string]>;
}

type keys = (row: Row<Student>) => Record<string, number | null>;

/** What a table's rows are. */
interface Table<D> {
	id: (data: D) => string;
	fill: (row: Row<D>) => void;
	/** As time goes on. */
	tick: (row: Row<D>) => void;
	isShown: (data: D) => boolean;
	order: () => (one: Row<D>, other: Row<D>) => number;
}

interface Rows<D> {
	people: D[];
	/** Of whom the row is that this is a part of. */
	of: (part: Element) => any;
	/** To be shown with the next show; whether nobody else is left. */
	take: (people: D[], asOf: number, isWhole: boolean) => void;
	/** Those of whom something was taken, or all. What has the focus stays to be seen until the focus goes on. */
	show: (everybody?: boolean) => void;
	tick: () => void;
}

/** Of a table's body, in which the server has rendered some. */
type rows = <D extends Person>(body: HTMLTableSectionElement, template: HTMLTemplateElement, how: Table<D>) => Rows<D>;

// The server.

type Line = 'live' | 'reconnecting' | 'paused' | 'signedOut' | 'gone' | 'replaced';
type take = (view: View, isWhole: boolean) => void;
/** With the time of the newest that is known. */
type tell = (line: Line, asOf?: number) => void;
type follow = (url: string, take: take, tell: tell) => {
	/** Also after a stop. */
	begin: () => void;
	stop: (why: Line) => void;
	/** Now and then, finds out whether something still comes. */
	look: () => void;
};
/** Throws what is to be said. */
type send = (method: string, path: string, body?: object) => Promise<any>;

// The page.

/** Elements of the page are what its markup says; no type can know. */
type get = (selector: string, within?: ParentNode) => any;
type ask = (id: string, who: string, decide: (form: Record<string, FormDataEntryValue>) => Promise<void>) => void;
/** Whom a guest may be. */
type offer = (suggestions: Suggestion[], students: Student[]) => void;
type put = (part: Element | undefined, text: string) => void;
type fill = (row: Row<Person>, others: Record<string, string>) => void;
type tick = (row: Row<Person>) => void;
type message = (text: string, how?: { who?: string; undo?: string; kind?: 'notice' | 'problem' }) => void;
type Acts = Record<string, (button: HTMLElement) => void>;
