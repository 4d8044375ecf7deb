import { pluralsOf } from '../plurals.ts';

export const { plural, capped } = pluralsOf( 'en' );
