import type { Person } from '../accounts/people.ts';

/** Who looks at a page. */
export interface Viewer extends Person {
	/** For each form. */
	csrf: string;
}
