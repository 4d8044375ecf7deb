import { parentPort } from 'node:worker_threads';
import { createTemplateRenderer } from './render-template.ts';
import type { EmailLayout, EmailTemplate } from './template.ts';

export interface RenderTask {
	template: EmailTemplate;
	variables: object;
	layout: EmailLayout;
}

if ( parentPort === null ) {
	throw new Error( 'This file runs in a worker thread.' );
}
const port = parentPort;
const render = createTemplateRenderer();
port.on( 'message', ( { template, variables, layout }: RenderTask ) =>
	port.postMessage( render( template, variables, layout ) )
);
port.postMessage( 'ready' );
