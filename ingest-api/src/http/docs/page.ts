import { html } from 'hono/html';
import {
	schemaName,
	type ApiDocument,
	type Content,
	type Described,
	type DescribedParameter,
} from './document.ts';
import { anchorOf, inline, markdown } from './markdown.ts';
import { schemaTree, typeText } from './schema-tree.ts';

type Html = ReturnType< typeof html >;

interface Operation extends Described {
	method: string;
	path: string;
}

const WEBHOOKS = '## Webhooks';

/** R41: the API's description as a page for people: without scripts, usable by keyboard, and on a phone. */
export function docsPage( document: ApiDocument, style: string ): Html {
	const { info, tags, webhooks, components } = document;
	const operations = operationsOf( document );
	const [ introduction = '', aboutWebhooks = '' ] = info.description.split(
		`${ WEBHOOKS }\n`
	);
	const groups = tags.map( ( tag ) => ( {
		...tag,
		operations: operations.filter(
			( operation ) => operation.tags?.[ 0 ] === tag.name
		),
	} ) );
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta
					name="viewport"
					content="width=device-width, initial-scale=1"
				/>
				<title>${ info.title }</title>
				<link rel="stylesheet" href="${ style }" />
			</head>
			<body>
				<a class="skip" href="#main">Skip to the content</a>
				<header>
					<p class="name">${ info.title }</p>
					<a href="/openapi.json">OpenAPI document</a>
				</header>
				<nav aria-label="Contents">
					<details>
						<summary>Contents</summary>
						<ul>
							<li><a href="#quick-start">Quick start</a></li>
							${ groups.map( ( { name } ) => html`<li><a href="#${ anchorOf( name ) }">${ name }</a></li>` ) }
							<li><a href="#sent">Webhook events</a></li>
							<li><a href="#schemas">Schemas</a></li>
						</ul>
					</details>
				</nav>
				<main id="main" tabindex="-1">
					<h1>${ info.title }</h1>
					${ markdown( introduction ) }
					${ groups.map( groupSection ) }
					<section aria-labelledby="sent">
						<h2 id="sent">Webhook events</h2>
						${ markdown( aboutWebhooks, { idPrefix: 'sent-' } ) }
						${ Object.entries( webhooks ).map( ( [ type, { post } ] ) => webhookSection( type, post ) ) }
					</section>
					<section aria-labelledby="schemas">
						<h2 id="schemas">Schemas</h2>
						${ Object.entries( components.schemas ).map(
							( [ name, schema ] ) =>
								html`<details class="schema">
									<summary><h3>${ name }</h3></summary>
									<div id="schema-${ name }">
										${ schemaTree( schema ) }
									</div>
								</details>`
						) }
					</section>
				</main>
			</body>
		</html>`;
}

function operationsOf( { paths }: ApiDocument ): Operation[] {
	return Object.entries( paths ).flatMap( ( [ path, methods ] ) =>
		Object.entries( methods ).map( ( [ method, described ] ) => ( {
			...described,
			path,
			method: method.toUpperCase(),
		} ) )
	);
}

function groupSection( group: {
	name: string;
	description: string;
	operations: readonly Operation[];
} ): Html {
	const id = anchorOf( group.name );
	return html`<section aria-labelledby="${ id }">
		<h2 id="${ id }">${ group.name }</h2>
		<p>${ inline( group.description ) }</p>
		${ group.operations.map( operationSection ) }
	</section>`;
}

function operationSection( operation: Operation ): Html {
	const { description, method, operationId, path, summary } = operation;
	return html`<article aria-labelledby="${ operationId }">
		<h3 id="${ operationId }">${ summary }</h3>
		<p class="address">
			<span class="method ${ method.toLowerCase() }">${ method }</span>
			<code>${ breakable( path ) }</code>
		</p>
		${ description === undefined ? '' : markdown( description, { headingShift: 3 } ) }
		${ whoMayAsk( operation ) }
		${ parametersOf( operation.parameters ?? [] ) }
		${ bodyOf( 'Body', operation.requestBody?.content ) }
		${ answersOf( operation ) }
	</article>`;
}

/** Allows a line break before each part of a long address. */
function breakable( path: string ): Html[] {
	return path
		.split( '/' )
		.slice( 1 )
		.map( ( part ) => html`<wbr />/${ part }` );
}

function whoMayAsk( { responses, security }: Operation ): Html | string {
	const isForTokens = security?.some( ( one ) => 'accountToken' in one );
	if ( isForTokens !== true ) {
		return '';
	}
	return responses[ '403' ]?.description.includes( 'insufficient-scope' )
		? html`<p>Requires a token with the scope <code>manage</code>.</p>`
		: '';
}

function parametersOf(
	parameters: readonly DescribedParameter[]
): Html | string {
	return parameters.length === 0
		? ''
		: html`<h4>Parameters</h4>
				<dl class="fields">
					${ parameters.map(
						( parameter ) =>
							html`<div>
								<dt>
									<code>${ parameter.name }</code>
									<span class="type"
										>${ parameter.in },
										${ typeText( parameter.schema ) }${ parameter.required === true ? '' : ', optional' }${ defaultText( parameter ) }</span
									>
								</dt>
								<dd>
									<p>${ inline( parameter.description ) }</p>
								</dd>
							</div>`
					) }
				</dl>`;
}

function defaultText( { schema }: DescribedParameter ): string {
	return schema.default === undefined
		? ''
		: `; default: ${ JSON.stringify( schema.default ) }`;
}

function bodyOf( title: string, content: Content | undefined ): Html | string {
	const schema = content?.[ 'application/json' ]?.schema;
	if ( schema === undefined ) {
		return '';
	}
	const name = schemaName( schema );
	return html`<h4>${ title }</h4>
		${ name === null ? schemaTree( schema ) : html`<p><a href="#schema-${ name }">${ name }</a></p>` }`;
}

function answersOf( { responses }: Described ): Html {
	const answers = Object.entries( responses );
	const isGood = ( [ status ]: ( typeof answers )[ number ] ) =>
		status < '400';
	return html`<h4>Response</h4>
		<dl class="fields">${ answers.filter( isGood ).map( answerOf ) }</dl>
		<details>
			<summary>Problems</summary>
			<dl class="fields">
				${ answers.filter( ( one ) => ! isGood( one ) ).map( answerOf ) }
			</dl>
		</details>`;
}

function answerOf( [ status, { content, description } ]: [
	string,
	Described[ 'responses' ][ string ],
] ): Html {
	const schema = content?.[ 'application/json' ]?.schema;
	const name = schema === undefined ? null : schemaName( schema );
	return html`<div>
		<dt><code>${ status }</code></dt>
		<dd>
			${ markdown( description ) }
			${ name === null ? '' : html`<p><a href="#schema-${ name }">${ name }</a></p>` }
		</dd>
	</div>`;
}

function webhookSection( type: string, webhook: Described ): Html {
	const { description, requestBody, summary } = webhook;
	return html`<article aria-labelledby="${ anchorOf( type ) }">
		<h3 id="${ anchorOf( type ) }">${ summary }</h3>
		<p class="address"><code>${ type }</code></p>
		${ description === undefined ? '' : markdown( description, { headingShift: 3 } ) }
		${ bodyOf( 'Body', requestBody?.content ) }
	</article>`;
}
