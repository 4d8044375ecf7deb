/** R12: every other product type is excluded. */
export const PRODUCT_TYPES = [ 'simple', 'variable' ] as const;
