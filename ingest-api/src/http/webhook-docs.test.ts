import { expect, test } from 'vitest';
import { WEBHOOKS, webhookSchema, type WebhookType } from '@ivorey/shared';
import { openApiDocument } from './openapi.ts';

interface Document {
	info: { description: string };
	webhooks: Record<
		string,
		{
			post: {
				requestBody: {
					content: Record<
						string,
						{
							schema: {
								properties: {
									type: { const: string };
									data: { $ref: string };
								};
								required: string[];
							};
						}
					>;
				};
			};
		}
	>;
	components: { schemas: Record< string, { properties: object } > };
}

const documented = openApiDocument( null, [] ) as unknown as Document;

test( 'R45 the documentation contains each webhook, with the payload of the contract', () => {
	const types = Object.keys( WEBHOOKS ) as WebhookType[];
	expect( Object.keys( documented.webhooks ) ).toEqual( types );
	for ( const type of types ) {
		const { schema } =
			documented.webhooks[ type ]!.post.requestBody.content[
				'application/json'
			]!;
		expect( schema.properties.type.const ).toBe( type );
		expect( schema.required ).toEqual(
			Object.keys( webhookSchema( type ).shape )
		);
		const name = schema.properties.data.$ref.split( '/' ).at( -1 )!;
		expect(
			Object.keys( documented.components.schemas[ name ]!.properties ),
			type
		).toEqual( Object.keys( WEBHOOKS[ type ].data.shape ) );
	}
} );

test( 'R45 the documentation contains the examples that verify a signature', () => {
	const { description } = documented.info;
	expect( description ).toContain( 'export function verifyWebhook(' );
	expect( description ).toContain(
		'function verify_webhook( string $secret'
	);
	expect( description ).toContain( 'def verify_webhook(' );
} );
