import type { Permission } from '@actionary/database';
import { defaultFieldResolver, getDirectiveValues, GraphQLError, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Context } from '../../context.ts';
import { idsIn } from '../audit/audit-mutations.ts';
import { AccessRefusal, requirePermission } from './access-refusal.ts';

/**
 * Has every field that the contract marks with `@requires`, or whose type it marks, ask whether who asks may: wherever it
 * is reached from, by `node(id:)` too. What is not marked needs `read`, which each request is asked for before.
 */
export function guardSchema(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const permission = permissionOf(schema, field, type);
      if (permission !== 'read')
        guard(field, permission, roots.includes(type) ? field.name : `${type.name}.${field.name}`);
      if (type === schema.getMutationType()) noteRefusals(field);
    }
  }
  return schema;
}

/** Nothing has been done. */
class NotPermitted extends GraphQLError {
  readonly code: string;

  constructor({ message, code }: AccessRefusal) {
    super(message, { extensions: { code } });
    this.code = code;
  }
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

function guard(field: GraphQLField<unknown, Context>, permission: Permission, what: string): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  const check = ({ viewer }: Context) => {
    try {
      requirePermission(viewer, permission, what);
    } catch (error) {
      if (!(error instanceof AccessRefusal)) throw error;
      throw new NotPermitted(error);
    }
  };
  field.resolve = (source, args, context, info) => {
    check(context);
    return resolve(source, args, context, info);
  };
  if (!subscribe) return;
  field.subscribe = (source, args, context, info) => {
    check(context);
    return subscribe(source, args, context, info);
  };
}

/** Who may not change something has tried to: that is written down, too. */
function noteRefusals(field: GraphQLField<unknown, Context>): void {
  const { name: action, resolve = defaultFieldResolver } = field;
  field.resolve = async (source, args: Readonly<Record<string, unknown>>, context, info) => {
    try {
      return (await resolve(source, args, context, info)) as unknown;
    } catch (error) {
      if (error instanceof NotPermitted)
        await context.audit.noteRefusal(context, { action, subjectIds: idsIn(args), details: args }, error.code);
      throw error;
    }
  };
}
