import { expect, it } from 'vitest';
import { whyNot } from './composer.ts';

it( 'names the PHP extensions that Composer is missing, and how to install them', () => {
	const output = `Your requirements could not be resolved to an installable set of packages.

  Problem 1
    - phpunit/phpunit[9.6.38] require ext-dom * -> it is missing from your system. Install or enable PHP's dom extension.
  Problem 2
    - phpunit/phpunit 9.6.38 requires ext-mbstring * -> it is missing from your system. Install or enable PHP's mbstring extension.
  Problem 3
    - squizlabs/php_codesniffer 3.13.6 requires ext-simplexml * -> it is missing from your system.

To enable extensions, verify that they are enabled in your .ini files`;

	expect( whyNot( output ) ).toBe(
		"Composer cannot install the plugin's development tools, because PHP lacks dom, mbstring, simplexml. On Debian: `apt-get install php-xml php-mbstring`"
	);
} );

it( 'otherwise returns the last line of Composer’s output', () => {
	expect( whyNot( 'Loading composer repositories\n\ncurl error 6\n' ) ).toBe(
		'`composer install` failed in plugin/: curl error 6'
	);
} );
