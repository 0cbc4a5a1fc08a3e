import * as path from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server';

/** The language server as a process of its own: over its standard streams, or what its command line says. */
startServer(createConnection(ProposedFeatures.all), path.dirname(__dirname));
