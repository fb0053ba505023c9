/**
 * FROZEN. A POST that does nothing through the product's web stack, NestJS on Fastify, without guards, pipes or
 * interceptors; in a process of its own, as the product is. Prints its port once it listens; ends with its standard
 * input. Changing this file makes old figures worthless; add another baseline instead.
 */

import 'reflect-metadata';
import { Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

@Controller()
class NoOpController {
  @Post('no-op')
  act(): { readonly done: boolean } {
    return { done: true };
  }
}

@Module({ controllers: [NoOpController] })
class NoOpModule {}

const app = await NestFactory.create<NestFastifyApplication>(NoOpModule, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
process.stdout.write(`${new URL(await app.getUrl()).port}\n`);
process.stdin.resume();
process.stdin.on('end', () => void app.close().then(() => process.exit(0)));
