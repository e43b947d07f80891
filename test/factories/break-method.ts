/** Lets a method fail until what is returned is called. */
export function breakMethod<T extends object>(target: T, name: keyof T & string, error: Error): () => void {
  const whole: unknown = Reflect.get(target, name);
  Reflect.set(target, name, () => Promise.reject(error));
  return () => void Reflect.set(target, name, whole);
}
