export interface Emulator {}
