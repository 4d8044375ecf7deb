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
// Signals to a whole group of processes come here as well: the e-mail that is being rendered is finished.
for ( const signal of [ 'SIGINT', 'SIGTERM' ] as const ) {
	process.on( signal, () => undefined );
}
// The program that started it is gone, however it went.
process.on( 'disconnect', () => process.exit() );
process.send?.( 'ready' );
