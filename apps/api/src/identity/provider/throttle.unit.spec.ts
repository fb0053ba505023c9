import { describe, expect, it } from '@jest/globals';
import { SignInThrottle } from './throttle.js';

const setting = () => {
  let now = 0;
  const throttle = new SignInThrottle(() => now);
  const fail = (times: number, email = 'anna@example.org') => {
    for (let n = 0; n < times; n++) throttle.failed(email);
  };
  return { throttle, fail, pass: (seconds: number) => (now += seconds * 1000) };
};

describe('Who guesses passwords', () => {
  it('may err four times, then waits longer after every further failure, up to a quarter of an hour', () => {
    const { throttle, fail } = setting();
    fail(4);
    expect(throttle.secondsToWait('anna@example.org')).toBe(0);
    fail(1);
    expect(throttle.secondsToWait('anna@example.org')).toBe(10);
    fail(1);
    expect(throttle.secondsToWait('anna@example.org')).toBe(20);
    fail(20);
    expect(throttle.secondsToWait('anna@example.org')).toBe(900);
  });

  it('waits for one address however it is written, and not for others', () => {
    const { throttle, fail } = setting();
    fail(5, ' Anna@Example.org ');
    expect(throttle.secondsToWait('anna@example.org')).toBe(10);
    expect(throttle.secondsToWait('ａnna@example.org')).toBe(10);
    expect(throttle.secondsToWait('luis@example.org')).toBe(0);
  });

  it('may try again when the time is over, and starts anew after a right one', () => {
    const { throttle, fail, pass } = setting();
    fail(5);
    pass(10);
    expect(throttle.secondsToWait('anna@example.org')).toBe(0);
    throttle.succeeded('anna@example.org');
    fail(4);
    expect(throttle.secondsToWait('anna@example.org')).toBe(0);
  });
});
