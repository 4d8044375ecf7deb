import { createTemplateRenderer } from './render-template.ts';
import type { EmailLayout, EmailTemplate } from './template.ts';

/*
 * Runs as a process of its own, see `createRenderer`. It is told no secret, and renders one e-mail after the other.
 */

export interface RenderTask {
	template: EmailTemplate;
	variables: object;
	layout: EmailLayout;
}

const render = createTemplateRenderer();

process.on( 'message', ( { template, variables, layout }: RenderTask ) => {
	process.send?.( render( template, variables, layout ) );
} );
// The program that started it is gone, however it went.
process.on( 'disconnect', () => process.exit() );
process.send?.( 'ready' );
