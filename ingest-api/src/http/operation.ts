import type { z } from 'zod';
import type { ProblemName } from '@ivorey/shared';

/** A schema under the name that the documentation gives it. */
export interface NamedSchema {
	name: string;
	schema: z.ZodType;
}

/** The documentation of a route, beyond its row in the table. */
export interface Operation {
	id: string;
	summary: string;
	description?: string;
	parameters?: readonly Parameter[];
	body?: NamedSchema;
	answer: { description: string; body?: NamedSchema };
	/** Beside those that every route with the same `auth`, or with a signed body, can answer. */
	problems?: readonly ProblemName[];
}

export interface Parameter {
	name: string;
	in: 'header' | 'query';
	required?: boolean;
	description: string;
	schema: Record< string, unknown >;
	example?: string;
}
