import { createRoot } from '@wordpress/element';
import { App } from './app';
import './style.scss';

const place = document.getElementById( 'ivorey-panel' );
if ( place ) {
	createRoot( place ).render( <App /> );
}
