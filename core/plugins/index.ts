export * from './host';
export * from './no-host';
