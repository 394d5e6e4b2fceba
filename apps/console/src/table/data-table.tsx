import { type ColumnDef, tableFeatures, useTable } from '@tanstack/react-table';
import { Icon } from '../page/icon.tsx';

/** Rows come sorted and filtered from the server; the table needs none of the library's own features for that. */
export const features = tableFeatures({});

export type Column<Row extends object> = ColumnDef<typeof features, Row> & {
  /** Its name: the head of the column, and before each value where rows stack on a narrow screen. */
  readonly header: string;
  readonly meta?: {
    /** Amounts and counts. */
    readonly end?: boolean;
    /** Needs no name before its value. */
    readonly bare?: boolean;
    /** The server can sort by it, under this name. */
    readonly sort?: string;
  };
};

export type Sorting = { readonly by: string; readonly descending: boolean };

type DataTableProps<Row extends object> = {
  /** What it is a table of, for those who hear it. */
  readonly caption: string;
  readonly columns: Column<Row>[];
  readonly rows: Row[];
  readonly rowId: (row: Row) => string;
  readonly sorting?: Sorting | undefined;
  readonly onSort?: (sorting: Sorting) => void;
};

/** The first column names its row. */
export function DataTable<Row extends object>({ caption, rowId, ...props }: DataTableProps<Row>) {
  const table = useTable({ features, columns: props.columns, data: props.rows, getRowId: rowId });
  const metaOf = (columnDef: unknown) => (columnDef as Column<Row>).meta ?? {};
  return (
    <div className="table-scroll">
      <table className="stacking">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <HeadCell
                  key={header.id}
                  name={String(header.column.columnDef.header)}
                  meta={metaOf(header.column.columnDef)}
                  sorting={props.sorting}
                  onSort={props.onSort}
                />
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {row.getAllCells().map((cell, index) => {
                const meta = metaOf(cell.column.columnDef);
                const Cell = index === 0 ? 'th' : 'td';
                return (
                  <Cell
                    key={cell.id}
                    scope={index === 0 ? 'row' : undefined}
                    data-label={String(cell.column.columnDef.header)}
                    className={
                      [meta.end && 'end', meta.bare && 'bare'].filter(Boolean).join(' ') || undefined
                    }
                  >
                    <table.FlexRender cell={cell} />
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type HeadCellProps = {
  readonly name: string;
  readonly meta: NonNullable<Column<object>['meta']>;
  readonly sorting: Sorting | undefined;
  readonly onSort: ((sorting: Sorting) => void) | undefined;
};

function HeadCell({ name, meta: { end, sort }, sorting, onSort }: HeadCellProps) {
  const className = end ? 'end' : undefined;
  if (sort === undefined || onSort === undefined)
    return (
      <th scope="col" className={className}>
        {name}
      </th>
    );
  const isSorted = sorting?.by === sort;
  const descending = isSorted && sorting.descending;
  return (
    <th
      scope="col"
      className={className}
      aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        className="link-button"
        onClick={() => onSort({ by: sort, descending: isSorted ? !descending : true })}
      >
        {name}
        {isSorted && <Icon name={descending ? 'down' : 'up'} />}
      </button>
    </th>
  );
}
