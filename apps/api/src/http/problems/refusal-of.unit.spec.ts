import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@konsil/domain';
import { EventStoreError, type EventStoreErrorCode, KeyError } from '@konsil/event-store';
import { HttpException } from '@nestjs/common';
import { problemOf } from './problem.js';
import { refusalOf } from './refusal-of.js';

describe('The status of a refusal', () => {
  it.each<[`${string}.${string}`, number]>([
    ['ACCESS.NOT_FOUND', 404],
    ['ACCESS.DENIED', 403],
    ['CASE.SETUP_VERSION_OUTDATED', 409],
    ['ROSTER.TERMS_OUTDATED', 409],
    ['CASE.ARCHIVED', 409],
    ['ROSTER.ALREADY_ADDED', 409],
    ['ROSTER.INVITATION_EXPIRED', 409],
    ['ROSTER.COLLABORATOR_REMOVED', 409],
    ['ROSTER.CONSENT_NOT_ATTESTED', 409],
    ['PATIENT.NAME_MISSING', 422],
  ])('%s is %d', (code, status) => {
    expect(refusalOf(new DomainError(code, 'No.'))).toMatchObject({ status, code });
  });

  it.each<[EventStoreErrorCode, number]>([
    ['wrong-expected-revision', 409],
    ['guard-moved', 409],
    ['too-large', 413],
    ['unknown-outcome', 503],
    ['unavailable', 503],
    ['locked', 500],
    ['damaged', 500],
  ])("the log's %s is %d", (code, status) => {
    expect(refusalOf(new EventStoreError(code, 'at esdb://admin:secret@host'))).toMatchObject({ status });
    expect(JSON.stringify(refusalOf(new EventStoreError(code, 'at esdb://admin:secret@host')))).not.toContain('secret');
  });

  it.each([
    new KeyError('unavailable', 'secret'),
    Object.assign(new Error('secret'), { code: 'SQLITE_FULL' }),
    Object.assign(new Error('secret'), { code: 'SQLITE_IOERR_FSYNC' }),
    Object.assign(new Error('secret'), { code: 'ENOSPC', syscall: 'write' }),
  ])('is 503 where the disk is full or fails, told to the operator alone', (error) => {
    const refusal = refusalOf(error);
    expect(refusal).toMatchObject({ status: 503, code: 'STORAGE.UNAVAILABLE', unexpected: true });
    expect(JSON.stringify(refusal)).not.toContain('secret');
  });

  it.each([
    new Error('secret'),
    new KeyError('damaged-key', 'secret'),
    new TypeError('secret'),
    'secret',
    undefined,
    new HttpException('secret', 418),
    { statusCode: 500, message: 'secret' },
  ])('is 500 for what is not known, and nothing is said of its cause', (error) => {
    expect(refusalOf(error)).toEqual({
      status: 500,
      code: 'INTERNAL.UNEXPECTED',
      detail: 'Something went wrong on our side.',
      unexpected: true,
    });
  });

  it('knows an error of the domain by its shape, since classes differ between module contexts', () => {
    const foreign = Object.assign(new Error('No.'), {
      name: 'DomainError',
      code: 'CASE.ARCHIVED',
      facts: { status: 'closed' },
    });
    expect(refusalOf(foreign)).toEqual({
      status: 409,
      code: 'CASE.ARCHIVED',
      detail: 'No.',
      facts: { status: 'closed' },
    });
  });
});

describe('A problem', () => {
  it('has a type made of its code, the same title for every one of its kind, and the request', () => {
    const refusal = refusalOf(new DomainError('CASE.SETUP_VERSION_OUTDATED', 'Version 2 is current.', { current: 2 }));
    expect(problemOf(refusal, 'r-1')).toEqual({
      type: 'urn:konsil:problem:case.setup-version-outdated',
      title: 'Case: setup version outdated',
      status: 409,
      detail: 'Version 2 is current.',
      code: 'CASE.SETUP_VERSION_OUTDATED',
      facts: { current: 2 },
      instance: 'urn:konsil:request:r-1',
    });
  });
});
