/** The parts of an OpenAPI document that the page shows. */
export interface ApiDocument {
	info: { title: string; description: string };
	tags: readonly { name: string; description: string }[];
	paths: Readonly<
		Record< string, Readonly< Record< string, Described > > >
	>;
	webhooks: Readonly< Record< string, { post: Described } > >;
	components: { schemas: Readonly< Record< string, Schema > > };
}

export interface Described {
	operationId: string;
	summary: string;
	description?: string;
	tags?: readonly string[];
	security?: readonly Readonly< Record< string, unknown > >[];
	parameters?: readonly DescribedParameter[];
	requestBody?: { content: Content };
	responses: Readonly<
		Record< string, { description: string; content?: Content } >
	>;
}

export interface DescribedParameter {
	name: string;
	in: string;
	required?: boolean;
	description: string;
	schema: Schema;
}

export type Content = Readonly< Record< string, { schema: Schema } > >;

/** JSON Schema as zod writes it. */
export interface Schema {
	$ref?: string;
	type?: string | readonly string[];
	description?: string;
	format?: string;
	const?: unknown;
	enum?: readonly unknown[];
	default?: unknown;
	minimum?: number;
	maximum?: number;
	properties?: Readonly< Record< string, Schema > >;
	required?: readonly string[];
	items?: Schema;
	anyOf?: readonly Schema[];
	oneOf?: readonly Schema[];
	additionalProperties?: boolean | Schema;
}

/** `#/components/schemas/Order` → `Order`. */
export function schemaName( { $ref }: Schema ): string | null {
	return $ref?.split( '/' ).at( -1 ) ?? null;
}
