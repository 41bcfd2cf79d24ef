'use server';

export async function emptyAction() {}
