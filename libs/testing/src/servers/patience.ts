/** Tests against servers and browsers share two cores with them: none may fail for being slow. */
jest.setTimeout(60_000);
