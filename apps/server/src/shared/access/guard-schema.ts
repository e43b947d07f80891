import type { Permission } from '@actionary/database';
import { defaultFieldResolver, getDirectiveValues, GraphQLError, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Context } from '../../context.ts';
import type { AuditedAct } from '../audit/audit-desk.ts';
import { idsIn } from '../audit/audit-mutations.ts';
import { AccessRefusal, requirePermission } from './access-refusal.ts';

type Arguments = Readonly<Record<string, unknown>>;
type ActOf = (args: Arguments) => AuditedAct;

/**
 * Has every field that the contract marks with `@requires`, or whose type it marks, ask whether who asks may: wherever it
 * is reached from, by `node(id:)` too. What is not marked needs `read`, which each request is asked for before. Who was refused is
 * written down.
 */
export function guardSchema(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const permission = permissionOf(schema, field, type);
      if (permission === 'read') continue;
      const what = roots.includes(type) ? field.name : `${type.name}.${field.name}`;
      guard(field, permission, what, type === schema.getMutationType() ? toChange(what) : toSee(what));
    }
  }
  return schema;
}

/** What a field needs: as it is marked, else as its type is. */
export function permissionOf(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, Context>,
  type: GraphQLObjectType,
): Permission {
  const directive = schema.getDirective('requires')!;
  const marks = [field.astNode, type.astNode, ...type.extensionASTNodes];
  for (const node of marks) {
    const values = node ? getDirectiveValues(directive, node) : undefined;
    if (values) return values['permission'] as Permission;
  }
  return 'read';
}

/** @param actOf what is written down where it is refused */
function guard(field: GraphQLField<unknown, Context>, permission: Permission, what: string, actOf: ActOf): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  const refusalOf = ({ viewer }: Context) => {
    try {
      requirePermission(viewer, permission, what);
      return null;
    } catch (error) {
      if (error instanceof AccessRefusal) return error;
      throw error;
    }
  };
  const refuse = async ({ message, code }: AccessRefusal, args: Arguments, context: Context): Promise<never> => {
    await context.audit.noteRefusal(context, actOf(args), code);
    throw new GraphQLError(message, { extensions: { code } });
  };
  field.resolve = (source, args, context, info) => {
    const refusal = refusalOf(context);
    return refusal ? refuse(refusal, args, context) : resolve(source, args, context, info);
  };
  if (!subscribe) return;
  field.subscribe = (source, args, context, info) => {
    const refusal = refusalOf(context);
    return refusal ? refuse(refusal, args, context) : subscribe(source, args, context, info);
  };
}

/** Who may not change something has tried to: with what, each time. */
const toChange =
  (action: string): ActOf =>
  (args) => ({ action, subjectIds: idsIn(args), details: args });

/** Who may not see something has asked for it: that says the field, and is the same however often it is asked for. */
const toSee =
  (field: string): ActOf =>
  (args) => ({ action: 'query', subjectIds: idsIn(args), details: { field }, isRepeated: true });
